import { readdirSync, readFileSync } from "node:fs";

/** Who takes part in a run of the engine, by what its command line holds. */
const PARTS = {
  engine: /\/pulumi (preview|up|refresh|destroy) /,
  "language host": /tools\/engine\/host\/main\.js/,
  packs: /cmd\/run-policy-pack/,
  program: /cmd\/run\b/,
  providers: /tools\/engine\/provider\/main\.js/,
} as const;

type Part = keyof typeof PARTS;

const SAMPLE_MS = 100;
/** Of `/proc/<pid>/stat`; the same on every architecture Linux runs Node on. */
const TICKS_PER_SECOND = 100;

/**
 * Processor time of each part of a run, in seconds, sampled from `/proc` while it lasts: elsewhere than on Linux there is
 * nothing to sample. What a process did after its last sample is missing, which is a tenth of a second at most.
 */
export class CpuShares {
  private readonly seconds = new Map<number, { readonly part: Part; readonly spent: number }>();
  private readonly timer = setInterval(() => this.sample(), SAMPLE_MS);

  /** @param cloud folder of the simulated cloud that the processes were given */
  constructor(private readonly cloud: string) {}

  end(): Record<Part, number> {
    clearInterval(this.timer);
    const totals: Record<Part, number> = { engine: 0, "language host": 0, packs: 0, program: 0, providers: 0 };
    for (const { part, spent } of this.seconds.values()) totals[part] += spent;
    return totals;
  }

  private sample(): void {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        this.sampleOne(pid);
      } catch {
        // It has ended meanwhile, or belongs to somebody else.
      }
    }
  }

  private sampleOne(pid: string): void {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    const part = partOf(command);
    if (part === undefined) return;
    if (!readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`KUMIKI_CLOUD=${this.cloud}`)) return;
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // from the third field on: a name may hold spaces
    this.seconds.set(Number(pid), { part, spent: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND });
  }
}

function partOf(command: string): Part | undefined {
  const found = Object.entries(PARTS).find(([, pattern]) => pattern.test(command));
  return found?.[0] as Part | undefined;
}
