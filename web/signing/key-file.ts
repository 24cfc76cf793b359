import type { SignerAnswer, SignerReady, SignerRefusal, SignerRequest } from './protocol.ts'

/** The frame won't sign these bytes at all: our own mistake, not the client's. */
export class SignerRefusedError extends Error {
  override name = 'SignerRefusedError'
  constructor(readonly code: SignerRefusal) {
    super(code)
  }
}

export interface SignerOptions extends SignerRequest {
  /** Accessible name of the frame. */
  readonly title: string
}

export type Outcome = { readonly signed: readonly Uint8Array[] } | { readonly cancelled: true }

export interface SignerFrame {
  /** A CMS for each content, or that the client left. Rejects with SignerRefusedError. Stays open after `close`. */
  readonly result: Promise<Outcome>
  /** Takes the frame away; `result` becomes cancelled if it was still open. */
  close(): void
}

export const signerAddress = '/signer/signer.html'

/**
 * Puts the key-file window into `container`: a sandboxed frame of its own origin that opens the key and signs.
 * Key and password stay inside it; only the finished signature comes out (docs/decisions/0004).
 */
export function openSignerFrame(container: HTMLElement, options: SignerOptions): SignerFrame {
  const { title, ...request } = options
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.title = title
  frame.className = 'signer-frame'
  const channel = new MessageChannel()
  let end: (outcome: Outcome) => void = () => {}
  let fail: (reason: SignerRefusedError) => void = () => {}
  const result = new Promise<Outcome>((resolve, reject) => {
    end = resolve
    fail = reject
  })

  const onReady = (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || !isReady(event.data)) return
    window.removeEventListener('message', onReady)
    const contents = request.contents.map((content) => content.slice())
    const moved = contents.map(({ buffer }) => buffer)
    // The frame's origin is opaque, so no other target can be named; `event.source` was checked above.
    frame.contentWindow?.postMessage({ ...request, contents }, '*', [channel.port2, ...moved])
    frame.focus()
  }
  channel.port1.onmessage = ({ data }: MessageEvent<SignerAnswer>) => {
    if ('height' in data) frame.style.height = `${Math.min(Math.max(data.height, 0), 4_000)}px`
    else if ('signed' in data) end({ signed: data.signed })
    else if ('cancelled' in data) end({ cancelled: true })
    else fail(new SignerRefusedError(data.refused))
  }
  window.addEventListener('message', onReady)
  frame.src = signerAddress
  container.append(frame)

  return {
    result,
    close() {
      window.removeEventListener('message', onReady)
      channel.port1.close()
      frame.remove()
      end({ cancelled: true })
    },
  }
}

function isReady(data: unknown): data is SignerReady {
  return typeof data === 'object' && data !== null && 'ready' in data
}
