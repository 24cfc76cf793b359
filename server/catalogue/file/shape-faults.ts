import type { z } from 'zod'
import type { Fault } from './field-rules.ts'
import type { Path } from './json-positions.ts'
import { stepInto } from './place-of.ts'
import { told } from './told-fault.ts'

/** What a schema finds wrong in a value of a file; `root` is what it was asked of, `around` where that is. */
export function shapeFaults(error: z.ZodError, around: Path, root: unknown): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const path = [...around, ...(issue.path as Path)]
    const last = String(issue.path.at(-1) ?? '')
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({ path: [...path, key], what: told('notCalled', { name: key }) }))
      case 'invalid_union':
        return [{ path, what: told('unknownKind') }]
      case 'invalid_value':
        return [{ path, what: told('oneOf', { values: issue.values.join(', ') }) }]
      case 'invalid_key':
        return [{ path, what: told('unknownHere', { name: last }) }]
      case 'invalid_type':
        return valueAt(root, issue.path as Path) === undefined
          ? [{ path, what: told('missing', { name: last }) }]
          : [{ path, what: told('mustBeKind', { name: last, kind: issue.expected }) }]
      case 'too_small':
        return [
          {
            path,
            what:
              issue.origin === 'string'
                ? told('empty', { name: last })
                : told('atLeast', { name: last, bound: String(issue.minimum) }),
          },
        ]
      case 'too_big':
        return [{ path, what: told('atMost', { name: last, bound: String(issue.maximum) }) }]
      default:
        return [{ path, what: told('otherwise', { reason: issue.message }) }]
    }
  })
}

const valueAt = (root: unknown, path: Path): unknown => path.reduce(stepInto, root)
