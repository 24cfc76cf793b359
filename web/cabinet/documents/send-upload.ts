import type { Refusal } from '../../../domain/refusal.ts'

/** Bytes in the first request: small enough for a thin line's patience, large enough not to wait on each answer. */
export const partBytes = 256 * 1024

/** How far parts grow on a good line and shrink on a thin one. */
const part = { least: 64 * 1024, most: 2 * 1024 * 1024 }

/** Bytes in the next request, after one of `bytes` took `ms`: twice as many within half a second, half after three. */
export function nextPartBytes(bytes: number, ms: number): number {
  if (ms < 500) return Math.min(2 * bytes, part.most)
  return ms > 3000 ? Math.max(bytes / 2, part.least) : bytes
}

/** What the server knows of a file on its way; `offset` bytes have arrived. */
export interface UploadState {
  readonly id: string
  readonly offset: number
  readonly attached: boolean
}

/** No answer, or not ours: the same may work in a moment. `session`: after signing in again. */
export class LineCut extends Error {
  readonly why: 'line' | 'session'

  constructor(why: 'line' | 'session' = 'line') {
    super(why)
    this.why = why
  }
}

/** These are not the next bytes, or the server knows nothing of the file any more. */
export class OutOfStep extends Error {}

/** The server will not have this file. `again`: the same file may get through on another try. */
export class UploadRefusal extends Error {
  readonly refusal: Refusal
  readonly again: boolean

  constructor(refusal: Refusal, again: boolean) {
    super(refusal.code)
    this.refusal = refusal
    this.again = again
  }
}

/** The way to the server. Every act throws LineCut, OutOfStep or UploadRefusal. */
export interface UploadLine {
  /**
   * Says the file; one that the server knows goes on where it stopped. Never stopped half way: what the server has
   * begun must be known to be forgotten.
   */
  begin(): Promise<UploadState>
  ask(id: string, signal: AbortSignal): Promise<UploadState | null>
  /** `onSent` hears how many bytes of this part have left. */
  send(
    id: string,
    offset: number,
    part: Blob,
    signal: AbortSignal,
    onSent: (bytes: number) => void,
  ): Promise<UploadState>
}

/** How far a file has got. */
export type Way =
  | { readonly kind: 'sending'; readonly sent: number }
  | { readonly kind: 'paused'; readonly sent: number; readonly why: 'line' | 'session' }

export interface Patience {
  readonly signal: AbortSignal
  onWay(way: Way): void
  onBegun(id: string): void
  /** Resolves when it is time to try again, after so many failures in a row. */
  pause(why: 'line' | 'session', failures: number): Promise<void>
}

/**
 * §7: sends a file part by part until the server has attached it. A cut line is asked how far it got and gone on
 * from there, as often as it takes. Throws UploadRefusal, or what aborted the signal.
 */
export async function sendUpload(
  line: UploadLine,
  file: Blob,
  patience: Patience,
  firstPart = partBytes,
): Promise<void> {
  const { signal, onWay, onBegun } = patience
  let state: UploadState | null = null
  let failures = 0
  let certain = true
  let size = firstPart
  for (;;) {
    try {
      if (state !== null && !certain) state = await line.ask(state.id, signal)
      if (state === null) {
        state = await line.begin()
        onBegun(state.id)
        signal.throwIfAborted()
      }
      certain = true
      if (state.attached) return
      const { id, offset } = state
      onWay({ kind: 'sending', sent: offset })
      const begunAt = performance.now()
      const bytes = file.slice(offset, offset + size)
      state = await line.send(id, offset, bytes, signal, (sent) =>
        onWay({ kind: 'sending', sent: offset + sent }),
      )
      size = nextPartBytes(size, performance.now() - begunAt)
      failures = 0
    } catch (error) {
      signal.throwIfAborted()
      certain = false
      failures += 1
      size = firstPart
      if (error instanceof OutOfStep && failures < 5) continue
      if (!(error instanceof LineCut || error instanceof OutOfStep)) throw error
      const why = error instanceof LineCut ? error.why : 'line'
      onWay({ kind: 'paused', sent: state?.offset ?? 0, why })
      await patience.pause(why, failures)
      signal.throwIfAborted()
    }
  }
}
