/**
 * Makes calls of `run` never overlap: calls that come while it runs share one further run, which
 * starts when the first has ended. A burst of changes thus costs two requests, not one for each,
 * and the last answer is never older than the last call.
 */
export function coalesce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const start = () => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };

  return () => {
    if (!running) return start();
    next ??= running.then(() => {
      next = undefined;
      return running ?? start();
    });
    return next;
  };
}
