import { editDistance, tolerance } from "../../config/edit-distance";

/** The known name a misspelt one most likely stands for; undefined when none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ distance }) => distance <= tolerance(name))
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}
