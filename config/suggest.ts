import { editDistance, tolerance } from "./edit-distance";
import { listPaths } from "./entries";

const PATHS = listPaths();

/** Fewer letters are the beginning of too many words. */
const SHORTEST_ABBREVIATION = 3;

/**
 * The existing key somebody most likely meant by an unknown one; `undefined` where none comes close, because a far-fetched
 * suggestion is followed all the same. Distances are those of whole dotted paths, so that a key put into the wrong section
 * is found as well; of equally near keys the first one of the schema wins.
 */
export function nearestKey(unknown: string): string | undefined {
  const indexes = unknown.match(/\[\d+\]/g) ?? [];
  const wanted = unknown.replaceAll(/\[\d+\]/g, "[]");
  const tolerated = tolerance(lastName(wanted));
  const [nearest] = PATHS.map((path) => ({ path, distance: editDistance(path, wanted) }))
    .filter(({ path, distance }) => distance <= tolerated || isAbbreviation(path, wanted))
    .sort((a, b) => a.distance - b.distance);
  return nearest && indexes.reduce((path: string, index) => path.replace("[]", index), nearest.path);
}

/** Whether one of two names in the same section is the beginning of the other: `network.cidr` and `network.cidrBlock`. */
function isAbbreviation(path: string, wanted: string): boolean {
  const [name, other] = [lastName(path), lastName(wanted)].map((text) => text.toLowerCase()).sort();
  if (name === undefined || other === undefined || sectionOf(path) !== sectionOf(wanted)) return false;
  return name.length >= SHORTEST_ABBREVIATION && other.startsWith(name);
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function sectionOf(path: string): string {
  return path.slice(0, path.lastIndexOf(".") + 1);
}
