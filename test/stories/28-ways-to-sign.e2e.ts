import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Appeal } from '../../wire/appeal.ts'
import type { Reply } from '../../wire/reply.ts'
import { replySignature as kkSignature } from '../../words/kk/reply-signature.ts'
import { replySigning as kk } from '../../words/kk/reply-signing.ts'
import { signing as kkKey } from '../../words/kk/signing.ts'
import { approvedAnswer, company, enterIin, sealBy, signLettersBy } from '../signed-reply.ts'
import { dialog, keyWindow, says, signWith } from './acts.ts'
import { askedCamera } from './camera.ts'
import { egovMobileOf, scan } from './egov-mobile.ts'
import { Keyboard } from './keyboard.ts'
import { headKeyIin, keyPassword } from './keys.ts'
import { slow, tellStory } from './story.ts'

const story = tellStory({ ncaLayer: true, phones: true, authority: true })
const camera = askedCamera('kk', 'ru')
const texts = {
  kk: 'Өтінішіңіз қаралды, төлеміңіз түсті.',
  ru: 'Ваше обращение рассмотрено, платёж поступил.',
}
const alone = { kk: texts.kk, ru: '' }
const keys = ['headRsa', 'headGost'] as const
const methods = ['keyFile', 'ncaLayer', 'egovQr'] as const
const ways = methods.flatMap((method) => keys.map((key) => [method, key] as const))

beforeAll(async () => {
  await enterIin(story.world, story.people.head.id, headKeyIin)
  await sealBy(story.world)
  await signLettersBy(story.world, 'headAndSeal')
}, 120_000)

async function approved(written = alone): Promise<Reply> {
  const { world, people } = story
  const [writer, approver] = [await world.as(people.executor), await world.as(people.head)]
  return await approvedAnswer(world, { writer, approver }, await story.keys.opened('rsa'), { texts: written })
}
async function stateOf(replyId: string) {
  const head = await story.world.as(story.people.head)
  return (await head.ask<Reply>(`GET /api/office/replies/${replyId}`)).body.state
}
/** What the client sees of the head's signatures: how each was made, and what is known of it. */
async function seenByClient(appealId: string) {
  const client = await story.world.as(story.people.aigerim)
  const { body } = await client.ask<Appeal>(`GET /api/appeals/${appealId}`)
  const letter = body.correspondence.find(({ kind }) => kind === 'answer')
  return (letter?.signatures ?? []).filter(({ by }) => by !== null)
}

async function openForSigning({ id }: Reply): Promise<Page> {
  const page = await story.open(story.people.head, `/office/replies/${id}`)
  await page.getByRole('button', { name: kk.open, exact: true }).click()
  await page.getByRole('radio', { name: kk.ways.keyFile }).waitFor()
  return page
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const phoneWindow = (page: Page) => dialog(page, 'Жауап хатқа eGov Mobile арқылы қол қою')

async function byProgram(page: Page, key: (typeof keys)[number] | 'rsa'): Promise<void> {
  story.ncaLayer.behave({ key: await story.keys.opened(key) })
  await dialog(page, 'Жауап хатқа NCALayer арқылы қол қою')
    .getByRole('button', { name: 'NCALayer-ге қосылу' })
    .click()
}
async function byPhone(page: Page, key: (typeof keys)[number]): Promise<void> {
  const app = await egovMobileOf(story, await scan(page), key)
  expect((await app.sign()).status).toBe(200)
  await says(phoneWindow(page), 'Қолтаңба келді')
  await phoneWindow(page).getByRole('button', { name: 'Жіберу', exact: true }).click()
}

describe('басшы хатқа қай жолмен де, қай кілтпен де қол қояды', () => {
  test.each(ways)('%s, %s', async (method, key) => {
    const reply = await approved()
    const page = await openForSigning(reply)
    await page.getByRole('radio', { name: kk.ways[method] }).check()
    await press(page, kk.sign)
    if (method === 'keyFile') await signWith(page, await story.keys.file(key), { submit: kkKey.submit.reply })
    if (method === 'ncaLayer') await byProgram(page, key)
    if (method === 'egovQr') await byPhone(page, key)
    await says(page.getByRole('main'), 'Хатқа қол қойылды')
    await expect.poll(() => stateOf(reply.id), slow).toBe('sent')
    const [signature, ...more] = await seenByClient(reply.appealId)
    expect([signature?.method, more]).toEqual([method, []])
    const client = await story.open(story.people.aigerim, `/appeals/${reply.appealId}`)
    await says(client.getByRole('main'), kkSignature.verdicts.good)
    for (const one of [page, client]) await one.context().close()
  })

  test('бағдарламаға осы адамның, осы компанияның кілті ғана айтылады', () => {
    expect(story.ncaLayer.asked).toHaveLength(keys.length)
    for (const { signerParams } of story.ncaLayer.asked) {
      expect(signerParams).toMatchObject({ iin: headKeyIin, bin: company.bin })
    }
  })
})

test('басқа адамның кілті бағдарламадан да, телефоннан да сөзбен қайтарылады, хат жіберілмейді', async () => {
  story.expectRefusal(/^422 /)
  const reply = await approved()
  const page = await openForSigning(reply)
  await page.getByRole('radio', { name: kk.ways.ncaLayer }).check()
  await press(page, kk.sign)
  await dialog(page, 'Жауап хатқа NCALayer арқылы қол қою').waitFor()
  await camera?.shoot(page, 'program')
  await story.looksRight(page)
  await byProgram(page, 'rsa')
  await says(page.getByRole('alert'), 'Кілттегі ЖСН сіздікі емес.')
  await camera?.shoot(page, 'program-other-key')
  await story.looksRight(page)
  await page.getByRole('radio', { name: kk.ways.egovQr }).check()
  await press(page, kk.sign)
  const app = await egovMobileOf(story, await scan(page), 'rsa')
  await app.sign()
  await says(phoneWindow(page), /ЖСН сіздікі емес|басқа адам/)
  await camera?.shoot(page, 'phone-other-key')
  await story.looksRight(page)
  expect(await stateOf(reply.id)).toBe('toSign')
  expect(await seenByClient(reply.appealId)).toEqual([])
  await page.context().close()
})

test('екі тілдегі хатқа телефонмен: әр хаттың өз коды, екеуіне де қойылмайынша жіберілмейді', async () => {
  const reply = await approved(texts)
  const page = await openForSigning(reply)
  await page.getByRole('radio', { name: 'Русский' }).check({ force: true })
  await page.getByRole('radio', { name: kk.ways.egovQr }).check()
  await press(page, kk.signBoth)
  const first = await scan(page)
  await byPhone(page, 'headGost')
  await expect.poll(() => scan(page), slow).not.toBe(first)
  await camera?.shoot(page, 'second-code')
  expect(await stateOf(reply.id)).toBe('toSign')
  expect(await seenByClient(reply.appealId)).toEqual([])
  // The window is closed in between: what the phone has signed stays, and one code is left.
  await phoneWindow(page).getByRole('button', { name: 'Болдырмау' }).click()
  await page.reload()
  await page.getByRole('radio', { name: 'Русский' }).check({ force: true })
  await page.getByRole('radio', { name: kk.ways.egovQr }).check()
  await press(page, kk.signBoth)
  await byPhone(page, 'headRsa')
  await says(page.getByRole('main'), 'Хатқа қол қойылды')
  await expect.poll(() => stateOf(reply.id), slow).toBe('sent')
  const signatures = await seenByClient(reply.appealId)
  expect(signatures.map(({ language }) => language).sort()).toEqual(['kk', 'ru'])
  expect(new Set(signatures.map(({ method }) => method))).toEqual(new Set(['egovQr']))
  await page.context().close()
})

test('қол қою беті тек пернетақтамен: тізім, хат, екі тіл, кілт файлы', async () => {
  const reply = await approved(texts)
  const page = await story.open(story.people.head, '/office/replies/to-sign')
  const hands = new Keyboard(page)
  await hands.press(page.locator(`[data-row="${reply.id}"] .go`))
  await hands.press(page.getByRole('button', { name: kk.open, exact: true }))
  // The button has gone: the hands are at the letter that took its place, not at the top of the page.
  await page.getByRole('heading', { name: /^Шығыс №/ }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), slow).toBe('h-paper')
  await hands.choose(page.getByRole('group', { name: 'Хаттың тілі' }), 'Русский')
  await hands.choose(page.getByRole('group', { name: kk.how }), kk.ways.keyFile)
  await hands.press(page.getByRole('button', { name: kk.signBoth, exact: true }))
  await hands.sign(keyWindow(page), await story.keys.file('headRsa'), keyPassword)
  await says(page.getByRole('main'), 'Хатқа қол қойылды')
  await expect.poll(() => stateOf(reply.id), slow).toBe('sent')
  expect(hands.unseen).toEqual([])
  await page.context().close()
})
