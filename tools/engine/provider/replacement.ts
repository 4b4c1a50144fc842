import { namedInput } from "./auto-name";

/** Whether a change at a path of a type's inputs means another resource. */
export function forcesReplacement(type: string, path: string): boolean {
  return path === namedInput(type);
}
