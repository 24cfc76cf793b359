import type { OpenedKeyFile } from '../eds/pkcs12.ts'
import type { SubmissionDraft, Submitted } from '../wire/submission.ts'
import type { PreparedSubmission } from '../wire/submission-signing.ts'
import { type SignedWorld, signBytes } from './signed-world.ts'
import { saveMessage } from './submission.ts'
import type { Answer, TestBrowser } from './test-browser.ts'

export const beginWithdrawal = (browser: TestBrowser, appealId: string): Promise<Answer<SubmissionDraft>> =>
  browser.ask<SubmissionDraft>(`POST /api/appeals/${appealId}/submissions`, { body: { kind: 'withdrawal' } })

export const prepareWithdrawal = (
  browser: TestBrowser,
  draftId: string,
): Promise<Answer<PreparedSubmission>> =>
  browser.ask<PreparedSubmission>(`POST /api/submissions/${draftId}/letter`)

/** A withdrawal with its reason, begun, prepared and signed, and not sent. */
export async function signedWithdrawal(
  world: SignedWorld,
  browser: TestBrowser,
  key: OpenedKeyFile,
  appealId: string,
  reason = 'Төлем табылды, мәселе шешілді.',
): Promise<{ id: string; body: { letterId: string; method: 'keyFile'; cms: string } }> {
  const begun = (await beginWithdrawal(browser, appealId)).body
  if (begun.text !== reason) await saveMessage(browser, begun, reason)
  const letter = await prepareWithdrawal(browser, begun.id)
  if (letter.status !== 200) throw new Error(JSON.stringify(letter.problem))
  const { bytes } = await browser.bytes(`/api/submissions/${begun.id}/letter/document`)
  const cms = await signBytes(key, bytes, world.context.now())
  return { id: begun.id, body: { letterId: letter.body.letterId, method: 'keyFile', cms } }
}

export const sendSigned = (
  browser: TestBrowser,
  { id, body }: { readonly id: string; readonly body: object },
): Promise<Answer<Submitted>> => browser.ask<Submitted>(`POST /api/submissions/${id}/signature`, { body })

/** The whole way of a withdrawal, up to its receipt. */
export const withdraw = async (
  world: SignedWorld,
  browser: TestBrowser,
  key: OpenedKeyFile,
  appealId: string,
  reason?: string,
): Promise<Answer<Submitted>> =>
  await sendSigned(browser, await signedWithdrawal(world, browser, key, appealId, reason))

export const agreeToWithdrawal = (
  staff: TestBrowser,
  appealId: string,
  submissionId: string,
): Promise<Answer<unknown>> =>
  staff.ask(`POST /api/office/appeals/${appealId}/withdrawal-decision`, {
    body: { accepted: true, submissionId },
  })

export const declineWithdrawal = (
  staff: TestBrowser,
  appealId: string,
  submissionId: string,
  reason = 'Өтініш бойынша тексеру басталып кетті.',
): Promise<Answer<unknown>> =>
  staff.ask(`POST /api/office/appeals/${appealId}/withdrawal-decision`, {
    body: { accepted: false, submissionId, reason },
  })
