import { expect } from "chai";
import { windowProblems } from "../../../components/data/aurora-windows";

const BACKUP = "18:00-19:00";
const MAINTENANCE = "sun:19:30-sun:20:30";

const noBackup = (window: string) =>
  `backupWindow must be at least 30 minutes of UTC such as "18:00-19:00", got "${window}".`;
const noMaintenance = (window: string) =>
  `maintenanceWindow must be 30 minutes to a day of UTC such as "sun:19:30-sun:20:30", got "${window}".`;
const overlap = (backup: string, maintenance: string) =>
  `backupWindow "${backup}" and maintenanceWindow "${maintenance}" must not overlap; RDS refuses the two together.`;

describe("windows of a cluster (1.3-3)", () => {
  const fitting: [what: string, backup: string, maintenance: string][] = [
    ["apart", BACKUP, MAINTENANCE],
    ["one beginning where the other ends", BACKUP, "sun:19:00-sun:19:30"],
    ["one ending where the other begins", BACKUP, "sun:17:30-sun:18:00"],
    ["a backup over midnight", "23:30-00:30", "sun:00:30-sun:01:00"],
    ["maintenance over midnight", BACKUP, "sat:23:45-sun:00:15"],
    ["maintenance over the end of the week", BACKUP, "sun:23:45-mon:00:15"],
    ["a backup that takes all of the day but half an hour", "00:30-00:00", "wed:00:00-wed:00:30"],
    ["the shortest", "18:00-18:30", "sun:19:30-sun:20:00"],
  ];
  for (const [what, backup, maintenance] of fitting) {
    it(`may be ${what}`, () => {
      expect(windowProblems(backup, maintenance)).to.deep.equal([]);
    });
  }

  const overlapping: [what: string, backup: string, maintenance: string][] = [
    ["by a minute", BACKUP, "wed:18:59-wed:19:30"],
    ["one within the other", "18:00-23:00", "mon:19:00-mon:20:00"],
    ["after midnight", "23:30-00:30", "tue:00:00-tue:00:30"],
    ["after the end of the week", "00:00-00:30", "sun:23:45-mon:00:15"],
    ["over the end of the week", "23:30-00:30", "mon:00:00-mon:00:30"],
    ["on the second day of the maintenance", BACKUP, "sat:19:00-sun:18:30"],
  ];
  for (const [what, backup, maintenance] of overlapping) {
    it(`may not overlap ${what}`, () => {
      expect(windowProblems(backup, maintenance)).to.deep.equal([overlap(backup, maintenance)]);
    });
  }

  for (const window of [
    "18:00-18:29",
    "18:00-18:00",
    "24:00-01:00",
    "18:60-19:30",
    "6:00-7:00",
    "18:00",
    "",
    " 18:00-19:00",
  ]) {
    it(`refuses "${window}" as backup window`, () => {
      expect(windowProblems(window, MAINTENANCE)).to.deep.equal([noBackup(window)]);
    });
  }

  for (const window of [
    "sun:19:30-sun:19:59",
    "sun:19:30-mon:19:30",
    "Sun:19:30-Sun:20:30",
    "sun:19:30-20:30",
    "son:19:30-son:20:30",
  ]) {
    it(`refuses "${window}" as maintenance window`, () => {
      expect(windowProblems(BACKUP, window)).to.deep.equal([noMaintenance(window)]);
    });
  }

  it("are refused together", () => {
    expect(windowProblems("never", "ever")).to.deep.equal([noBackup("never"), noMaintenance("ever")]);
  });
});
