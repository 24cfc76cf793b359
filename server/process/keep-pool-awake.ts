import { stat } from 'node:fs'

/**
 * Puts a trifle into the process's pool of threads once a second, until the function that comes back is called. In
 * glibc before 2.41 (Debian 12 has 2.36) a thread asked to wake may sleep on (sourceware.org, bug 25847): a digest
 * or a file then waits until the next thing is put there, which on a quiet site may be never.
 */
export function keepPoolAwake(): () => void {
  const timer = setInterval(() => stat(process.execPath, () => {}), 1000)
  timer.unref()
  return () => clearInterval(timer)
}
