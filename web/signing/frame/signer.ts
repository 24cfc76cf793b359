import { contentFits } from '../../../domain/signature/signed-content.ts'
import { prepareGost } from '../../../eds/gost3410.ts'
import type { SignerAnswer, SignerReady, SignerRequest } from '../protocol.ts'
import { closeWaysOut } from './close-ways-out.ts'
import { isSignerRequest } from './request.ts'
import { signWithFile } from './sign-with-file.ts'
import { openWindow } from './signer-window.ts'

closeWaysOut(globalThis)

/** Larger than any key file; what is larger isn't one and isn't read. */
const largestFile = 256 * 1024

window.addEventListener('message', function once(event: MessageEvent<unknown>) {
  const [port] = event.ports
  if (event.source !== window.parent || port === undefined) return
  window.removeEventListener('message', once)
  const answer = (message: SignerAnswer, transfer: Transferable[] = []) => port.postMessage(message, transfer)
  const request = event.data
  if (!isSignerRequest(request)) answer({ refused: 'bad_request' })
  else if (!request.contents.every((content) => contentFits(request.purpose, content)))
    answer({ refused: 'content_not_for_purpose' })
  else start(request, answer)
})

const ready: SignerReady = { ready: true }
// Says nothing but that we are here, so any parent may hear it.
window.parent.postMessage(ready, '*')

function start(
  request: SignerRequest,
  answer: (message: SignerAnswer, transfer?: Transferable[]) => void,
): void {
  const openedAt = performance.now()
  const now = () => Date.parse(request.now) + Math.round(performance.now() - openedAt)

  const shown = openWindow(request, {
    onFile(kind) {
      // While the password is being typed nobody waits.
      if (kind === 'gost' || kind === 'other') void painted().then(prepareGost)
    },
    onCancel() {
      shown.clear()
      answer({ cancelled: true })
    },
    async onSubmit(file, password) {
      if (file === undefined) return shown.show({ code: 'no_file', field: 'file' })
      if (password === '') return shown.show({ code: 'no_password', field: 'password' })
      if (file.size > largestFile) return shown.show({ code: 'not_a_key_file', field: 'file' })
      shown.setBusy(true)
      try {
        const bytes = new Uint8Array(await file.arrayBuffer())
        await painted()
        const outcome = await signWithFile(bytes, password, request, now())
        bytes.fill(0)
        if ('problem' in outcome) return shown.show(outcome.problem)
        shown.clear()
        answer(
          { signed: outcome.signed },
          outcome.signed.map(({ buffer }) => buffer),
        )
      } catch {
        // The file was moved or its device taken out since it was chosen.
        shown.show({ code: 'failed', field: 'file' })
      } finally {
        shown.setBusy(false)
      }
    },
  })
  const tellHeight = () => answer({ height: Math.ceil(document.body.getBoundingClientRect().height) })
  new ResizeObserver(tellHeight).observe(document.body)
  tellHeight()
}

/** Opening a key keeps the page busy for a moment: the button must say so first. */
function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
