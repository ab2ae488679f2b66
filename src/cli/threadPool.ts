/**
 * How many calls of native code may run at once in this process. Each connection of the embedded fact store occupies a thread while its
 * statement runs: with libuv's 4, two exports beside an evaluation would keep every look-up waiting. A thread that nobody uses costs nothing.
 * Imported first: libuv reads the number once, when the first thread is wanted.
 */
const THREADS = 16;

process.env["UV_THREADPOOL_SIZE"] ??= String(THREADS);
