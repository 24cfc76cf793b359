import type { Context } from './context.ts'

/** One line of JSON to stderr an entry. Entries hold ids, codes and routes, never names, IIN or texts. */
export const logToStderr: Context['log'] = ({ level, message, ...details }) => {
  process.stderr.write(`${lineOf({ time: new Date().toISOString(), level, message, ...details })}\n`)
}

/** JSON escapes what ends a line in ASCII. So is here what ends it elsewhere, or turns the order of what is read. */
export const lineOf = (entry: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(entry).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    sign
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
