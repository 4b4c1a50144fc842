/** What a process was started with. A task and a function learn all about their surroundings this way. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The one place that reads the environment of the process; everything else is handed it, and so can be tested. */
export function processEnvironment(): Environment {
  return process.env;
}
