import type { Judge } from "../change";
import { fallenGuards } from "./guards";
import { openingsOf } from "./openings";
import { widened } from "./policies";

/** What a change lets in that was kept out before. */
export const judgeExposure: Judge = (change) => {
  const { type, before, after } = change;
  const old = openingsOf(type, before);
  const opened = openingsOf(type, after).filter((sentence) => !old.includes(sentence));
  const fallen = before === undefined ? [] : fallenGuards(type, before, after);
  return [...new Set([...opened, ...fallen, ...widened(change)])].map((text) => ({ class: "exposure", text }));
};
