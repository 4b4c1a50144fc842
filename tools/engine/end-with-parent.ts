const CHECK_MS = 500;

/** Ends this process when the one that started it is gone: an engine that was killed cannot end its plug-ins. */
export function endWithParent(end: () => void = () => process.exit(0)): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, CHECK_MS).unref();
}
