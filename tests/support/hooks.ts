/** Loaded before every spec: a promise nobody awaited must fail the run, not vanish. */
process.on("unhandledRejection", (reason) => {
  throw reason;
});
