import type { ReplyKind } from '../domain/appeal/reply-kind.ts'
import { hexOf, sha256 } from '../server/attachment/file-store.ts'
import { approveReply } from '../server/reply/approve-reply.ts'
import { beginReply } from '../server/reply/begin-reply.ts'
import { previewReply } from '../server/reply/preview-reply.ts'
import { proposeReply } from '../server/reply/propose-reply.ts'
import { beginReplyUpload, takeReplyPart } from '../server/reply/reply-uploads.ts'
import { keepReply } from '../server/reply/save-reply.ts'
import { sendBackReply } from '../server/reply/send-back-reply.ts'
import { type DemoWorld, onePiece } from './demo-world.ts'
import type { StaffCode } from './people.ts'

type ReplySave = Parameters<typeof keepReply>[3]

/** A letter of the company, as its executor writes it in the demo world. */
export interface CompanyLetter {
  readonly kind: Extract<ReplyKind, 'answer' | 'interim'>
  readonly writer: StaffCode
  readonly letters: readonly { readonly language: 'kk' | 'ru'; readonly text: string }[]
  readonly said: Partial<Pick<ReplySave, 'reason' | 'newDueDate' | 'outcome'>>
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
}

/** Writes a letter and proposes it; answers its id. */
export async function propose(world: DemoWorld, appealId: string, letter: CompanyLetter): Promise<string> {
  const { context } = world
  const writer = world.staff(letter.writer)
  const { id, lease, version } = await beginReply(context, writer, appealId, { kind: letter.kind })
  const text = (language: 'kk' | 'ru') => letter.letters.find((one) => one.language === language)?.text ?? ''
  const { file } = letter
  if (file !== undefined) {
    const { name, bytes } = file
    const said = { name, size: bytes.length, sha256: hexOf(sha256(bytes)) }
    const upload = await beginReplyUpload(context, writer, id, said)
    await takeReplyPart(context, writer, id, upload.id, () => ({ offset: 0, bytes: onePiece(bytes) }))
  }
  const kept = await keepReply(context, writer, id, {
    lease: lease ?? 0,
    version,
    texts: { kk: text('kk'), ru: text('ru') },
    reason: null,
    newDueDate: null,
    papers: null,
    outcome: null,
    receiver: null,
    ...letter.said,
  })
  await proposeReply(context, writer, id, kept)
  return id
}

/** The same, and a head approves it: it is sent, or waits for their key where letters are signed by then. */
export async function send(
  world: DemoWorld,
  appealId: string,
  letter: CompanyLetter,
  approver: StaffCode,
): Promise<void> {
  const id = await propose(world, appealId, letter)
  const head = world.staff(approver)
  await approveReply(world.context, head, id, await previewReply(world.context, head, id))
}

/** The same, and a head sends it back with a remark. */
export async function sendBack(
  world: DemoWorld,
  appealId: string,
  letter: CompanyLetter,
  back: { readonly by: StaffCode; readonly remark: string },
): Promise<void> {
  const id = await propose(world, appealId, letter)
  const { version } = await previewReply(world.context, world.staff(back.by), id)
  await sendBackReply(world.context, world.staff(back.by), id, { version, remark: back.remark })
}
