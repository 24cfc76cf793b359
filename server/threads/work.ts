import { type Enclosed, type SealFinding, sealOver } from '../../eds/evidence/seal.ts'
import type { Verdict } from '../../eds/verdict.ts'
import { type Verification, verifyCms } from '../../eds/verify.ts'
import type { Letter, MadeDocument, RenderedDocument, ShownDocument } from '../letter/letter.ts'
import { renderLetter } from '../letter/render-letter.ts'
import { type Reply, renderReply } from '../letter/render-reply.ts'
import { renderViewingCopy } from '../letter/render-viewing-copy.ts'
import type { ViewingCopy } from '../letter/viewing-copy.ts'

/** Work that keeps a thread to itself: what each kind is given, and what comes of it. Plain data, both. */
export interface Work {
  letter: { given: Letter; made: MadeDocument }
  /** The same letter with its pages drawn, from one compile. */
  letterPages: { given: Letter; made: ShownDocument }
  /** A reply before it is sent, with its pages. */
  replyPages: { given: Reply; made: ShownDocument }
  viewingCopy: { given: ViewingCopy; made: MadeDocument }
  verdict: { given: Verification; made: Verdict }
  /** What the company's seal over a content is worth. */
  seal: {
    given: { readonly content: Uint8Array; readonly cms: Uint8Array; readonly enclosed: Enclosed }
    made: SealFinding
  }
}

type WorkTable = {
  readonly [Kind in keyof Work]: (
    given: Work[Kind]['given'],
  ) => Work[Kind]['made'] | Promise<Work[Kind]['made']>
}

/** Pure functions, which give the same in any thread. */
export const work: WorkTable = {
  letter: (letter) => made(renderLetter(letter)),
  letterPages: (letter) => shown(renderLetter(letter)),
  replyPages: (reply) => shown(renderReply(reply)),
  viewingCopy: (copy) => made(renderViewingCopy(copy)),
  verdict: (verification) => verifyCms(verification),
  seal: ({ content, cms, enclosed }) => sealOver(content, cms, enclosed),
}

const made = ({ pdf, pageCount, text, sha256 }: RenderedDocument): MadeDocument => ({
  pdf,
  pageCount,
  text,
  sha256,
})

const shown = (document: RenderedDocument): ShownDocument => ({ ...made(document), pages: document.pages })
