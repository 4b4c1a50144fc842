/** Loaded before every spec: a promise nobody awaited must fail the run, not vanish. */
process.on("unhandledRejection", (reason) => {
  throw reason;
});

// The SDK captures a stack for every resource; a short one keeps the whole suite under a minute.
Error.stackTraceLimit = 3;
