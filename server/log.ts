import type { Context } from './context.ts'

/** One line of JSON to stderr an entry. Entries hold ids, codes and routes, never names, IIN or texts. */
export const logToStderr: Context['log'] = ({ level, message, ...details }) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`)
}
