// @ts-check

/**
 * What is promised, or an error when it takes too long.
 * @template T
 * @param {Promise<T>} promised
 * @param {number} milliseconds
 * @param {string} cause of the error
 * @returns {Promise<T>}
 */
export async function inTime(promised, milliseconds, cause) {
  /** @type {PromiseWithResolvers<never>} */
  const { promise: late, reject } = Promise.withResolvers();
  const error = new Error(`no answer after ${milliseconds / 1000} seconds`, { cause });
  const timer = setTimeout(reject, milliseconds, error);
  try {
    return await Promise.race([promised, late]);
  } finally {
    clearTimeout(timer);
  }
}
