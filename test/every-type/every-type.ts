import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contractKinds } from '../../domain/contract/contract.ts'
import type { Offer } from '../../wire/catalogue.ts'
import { refusals as en } from '../../words/en/refusals.ts'
import { refusals as kk } from '../../words/kk/refusals.ts'
import { refusals as ru } from '../../words/ru/refusals.ts'
import { breakages } from './breakages.ts'
import { expectedDocuments, expectedDueDate, expectedFee } from './expected.ts'
import { rawTypes } from './raw-catalogue.ts'
import { answerSets } from './samples.ts'
import { Stage, today } from './stage.ts'

/** Milliseconds; a type is told in some hundred requests. */
const patience = 300_000

type RefusalWords = Readonly<Record<string, { readonly title: string; readonly detail: string }>>
const refusals: readonly RefusalWords[] = [kk, ru, en]

/** Long fillings are told by their length; the rest is as it is printed. */
const readable = (text: string): string =>
  text.replace(/ә{20,}/g, (run) => `ә×${run.length}`).replace(/SHA-256: [0-9a-f]{64}/g, 'SHA-256: …')

/** The body alone: between the title and what is the same in every letter of a type. */
function bodyOf(text: string): string {
  const [, ...parts] = text.split('\n\n')
  const end = parts.findIndex((part) => /^(Қоса беріледі|Приложение):/.test(part))
  return parts.slice(1, end < 0 ? undefined : end).join('\n\n')
}

const methodFor = (feeTiyn: number, index: number): string | null =>
  feeTiyn === 0 ? null : index % 2 === 0 ? 'byDetails' : 'debit'

/** Every type of these categories, by what the catalogue's file says. */
export function tellEveryType(categories: readonly string[]): void {
  const types = rawTypes(categories)
  let stage: Stage
  beforeAll(async () => {
    stage = await Stage.set()
  }, patience)
  afterAll(() => stage.world.close())

  describe.each(types)('$code', { timeout: patience }, (type) => {
    const [firstKind = 'RENT_BUYOUT'] = type.appliesTo

    test('right answers at the bounds, each option: the letter, in kk and ru', async () => {
      let draft = await stage.start(type, stage.contract(firstKind))
      const { feeTiyn } = expectedFee(type, firstKind, today)
      const told: string[] = []
      for (const [index, answers] of answerSets(type, stage.own).entries()) {
        const paymentMethod = methodFor(feeTiyn, index)
        draft = await stage.answered(draft, type, answers, { paymentMethod, letterLanguage: 'kk' })
        const wanted = expectedDocuments(type, answers, { feeTiyn, paymentMethod, applicantRole: 'self' })
        const missing = draft.missing.filter(({ step }) => step === 'documents').map(({ field }) => field)
        const there = draft.attachments.map(({ document }) => document)
        expect([...missing, ...there.filter((one) => wanted.includes(one))].sort()).toEqual(
          [...wanted].sort(),
        )
        draft = await stage.documents(draft, wanted)
        expect(draft.missing).toEqual([])
        for (const language of ['kk', 'ru']) {
          if (language === 'ru') draft = await stage.save(draft, { letterLanguage: language })
          const { text } = await stage.letter(draft)
          expect(text).not.toMatch(/\{\{|undefined|\[object|\bnull\b/)
          const whole = index === 0 ? text : bodyOf(text)
          told.push(`──── ${index + 1}, ${language}\n${readable(whole)}\n`)
        }
      }
      await expect(told.join('\n')).toMatchFileSnapshot(
        `../../server/catalogue/__snapshots__/letters/${type.code}.txt`,
      )
    })

    test('fee, VAT and term under every kind of contract it applies to, and under no other', async () => {
      for (const kind of contractKinds) {
        const { body: offer } = await stage.browser.ask<Offer>(
          `GET /api/contracts/${stage.contract(kind)}/offer`,
        )
        const offered = offer.categories
          .flatMap((one) => one.types)
          .find((one) => one.type.code === type.code)
        expect([kind, offered !== undefined]).toEqual([kind, type.appliesTo.includes(kind)])
        if (offered === undefined) continue
        expect(offered.fee).toEqual(expectedFee(type, kind, today))
        let draft = await stage.start(type, stage.contract(kind))
        const { feeTiyn, vatTiyn } = expectedFee(type, kind, today)
        const paymentMethod = methodFor(feeTiyn, 1)
        const answers = answerSets(type, stage.own)[0] ?? {}
        draft = await stage.answered(draft, type, answers, { paymentMethod, letterLanguage: 'ru' })
        expect(draft.fee).toEqual(expectedFee(type, kind, today))
        const dueDate = expectedDueDate(type, kind, today)
        expect(draft.forecast).toEqual({ registrationDate: today, dueDate, atOnce: true })
        if (vatTiyn === 0) continue
        const wanted = expectedDocuments(type, answers, { feeTiyn, paymentMethod, applicantRole: 'self' })
        const { text, forecast } = await stage.letter(await stage.documents(draft, wanted))
        expect(forecast).toEqual(draft.forecast)
        expect(/НДС 16% – ([\d\u00a0,]+)\u00a0тенге/.exec(text)?.[1]?.replace(/\D/g, '')).toEqual(
          String(vatTiyn % 100 === 0 ? vatTiyn / 100 : vatTiyn),
        )
      }
    })

    test('each field broken in turn is refused at its place, in words of three languages', async () => {
      let draft = await stage.start(type, stage.contract(firstKind))
      const all = breakages(type, answerSets(type, stage.own), stage.others)
      expect(new Set(all.map(({ field }) => field.split('.')[0]))).toEqual(
        new Set(type.fields.map(({ code }) => code)),
      )
      const dependent = new Map(
        type.fields.map(({ code, validation }) => [code, String(validation?.notBefore ?? '')]),
      )
      const refusedBefore = new Set<string>()
      for (const { field, code, answers } of all) {
        draft = await stage.answered(draft, type, answers)
        const here = `${field} ${code} ${JSON.stringify(answers[field.split('.')[0] ?? ''])}`
        const ours = (one: { field: string }) =>
          dependent.has(one.field.split('.')[0] ?? '') && dependent.get(one.field) !== field
        const told = draft.missing.filter(ours).map((one) => [one.field, one.refusal.code])
        expect([here, told]).toEqual([here, [[field, code]]])
        // The letter is refused by the same list: once for every field and code is enough.
        if (refusedBefore.has(`${field} ${code}`)) continue
        refusedBefore.add(`${field} ${code}`)
        const refused = await stage.browser.ask(`POST /api/drafts/${draft.id}/letter`)
        const fields = (refused.problem.fields ?? []).filter(ours)
        expect([here, refused.status, fields.map((one) => [one.field, one.code])]).toEqual([
          here,
          422,
          [[field, code]],
        ])
        expect(fields[0]?.detail).not.toMatch(/^$|[{}…]/)
        const said = refusals.map((words) => words[code]?.detail)
        expect(new Set(said).size, code).toBe(3)
        expect(said, code).not.toContain(undefined)
      }
    })
  })
}
