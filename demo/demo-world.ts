import { toBase64 } from '../eds/bytes.ts'
import { buildCms } from '../eds/cms-writer.ts'
import type { OpenedKeyFile } from '../eds/pkcs12.ts'
import { beginUpload } from '../server/appeal/begin-upload.ts'
import { saveDraft } from '../server/appeal/save-draft.ts'
import { startDraft } from '../server/appeal/start-draft.ts'
import { takePart } from '../server/appeal/take-part.ts'
import { hexOf, readFile, sha256 } from '../server/attachment/file-store.ts'
import type { Asker, Context } from '../server/context.ts'
import { registerDue } from '../server/registry/register.ts'
import { openPreparedPage } from '../server/signature/open-prepared-letter.ts'
import { prepareLetter } from '../server/signature/prepare-letter.ts'
import { signAndSend } from '../server/signature/sign-and-send.ts'
import { currentLetter } from '../server/signature/signature-store.ts'
import type { ClientCode, ContractCode, DemoUnit, StaffCode } from './people.ts'
import { samplePdf } from './sample-files.ts'

/** What a client writes; the fields are those of a draft's save. */
export interface Writing {
  readonly client: ClientCode
  readonly contract: ContractCode
  readonly language: 'kk' | 'ru'
  readonly change: Parameters<typeof saveDraft>[4]
  /** Sample documents by slot. */
  readonly documents: readonly { readonly document: string; readonly name: string; readonly says: string }[]
}

/** The demo world while it is being made: everybody acts through the server's own verbs, at the clock of `context`. */
export class DemoWorld {
  readonly context: Context
  readonly #clients: ReadonlyMap<ClientCode, Asker>
  readonly #staff: ReadonlyMap<StaffCode, Asker>
  readonly #units: ReadonlyMap<DemoUnit['code'], string>
  readonly #contracts: ReadonlyMap<ContractCode, string>
  readonly #keys: ReadonlyMap<ClientCode, OpenedKeyFile>

  constructor(
    context: Context,
    people: {
      readonly clients: ReadonlyMap<ClientCode, Asker>
      readonly staff: ReadonlyMap<StaffCode, Asker>
      /** Their ids. */
      readonly units: ReadonlyMap<DemoUnit['code'], string>
      readonly contracts: ReadonlyMap<ContractCode, string>
      readonly keys: ReadonlyMap<ClientCode, OpenedKeyFile>
    },
  ) {
    this.context = context
    this.#clients = people.clients
    this.#staff = people.staff
    this.#units = people.units
    this.#contracts = people.contracts
    this.#keys = people.keys
  }

  client(code: ClientCode): Asker {
    return must(this.#clients.get(code), code)
  }

  staff(code: StaffCode): Asker {
    return must(this.#staff.get(code), code)
  }

  /** Its id. */
  unit(code: DemoUnit['code']): string {
    return must(this.#units.get(code), code)
  }

  /** Begins a draft, fills it and attaches its documents; answers its id. */
  async write(writing: Writing): Promise<string> {
    const asker = this.client(writing.client)
    const contractId = must(this.#contracts.get(writing.contract), writing.contract)
    const draft = await startDraft(this.context, asker, { contractId, letterLanguage: writing.language })
    await saveDraft(this.context, asker, draft.id, draft.version, writing.change)
    for (const { document, name, says } of writing.documents) {
      const bytes = samplePdf(['OTINISH DEMO', says])
      const upload = await beginUpload(this.context, asker, draft.id, {
        document,
        name,
        size: bytes.length,
        sha256: hexOf(sha256(bytes)),
      })
      await takePart(this.context, asker, draft.id, upload.id, () => ({ offset: 0, bytes: onePiece(bytes) }))
    }
    return draft.id
  }

  /** Prepares the letter, signs its stored bytes with the client's own key and sends it; registered if it is time. */
  async send(code: ClientCode, draftId: string): Promise<void> {
    await signWith(this.context, this.client(code), draftId, must(this.#keys.get(code), code))
    await registerDue(this.context)
  }
}

/** Prepares the letter of a draft, looks at it, signs its stored bytes with this key and sends it. */
export async function signWith(
  context: Context,
  asker: Asker,
  draftId: string,
  { certificate, privateKey }: OpenedKeyFile,
): Promise<void> {
  const { letterId } = await prepareLetter(context, asker, draftId)
  await openPreparedPage(context, asker, draftId, 1)
  const letter = must(await currentLetter(context.db, draftId), 'letter')
  const { bytes } = await readFile(context, letter.fileId)
  const cms = await buildCms({
    content: bytes,
    certificate,
    privateKey: must(privateKey, 'private key'),
    signingTime: context.now(),
    detached: true,
  })
  await signAndSend(context, asker, draftId, { letterId, method: 'keyFile', cms: toBase64(cms) })
}

/** All bytes of a file at once, as a part that came. */
export async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`the demo world has no ${what}`)
  return value
}
