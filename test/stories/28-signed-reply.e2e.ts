import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { sweep } from '../../server/process/sweep.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { Reply } from '../../wire/reply.ts'
import { replySignature as kkSignature } from '../../words/kk/reply-signature.ts'
import { replySigning as kk } from '../../words/kk/reply-signing.ts'
import { signing as kkKey } from '../../words/kk/signing.ts'
import { replySignature as ruSignature } from '../../words/ru/reply-signature.ts'
import { replySigning as ru } from '../../words/ru/reply-signing.ts'
import { approvedAnswer, enterIin, sealBy, signLettersBy } from '../signed-reply.ts'
import { keyWindow, says, signWith } from './acts.ts'
import { askedCamera } from './camera.ts'
import { headKeyIin, keyPassword } from './keys.ts'
import { desk, phone, slow, tellStory } from './story.ts'

const story = tellStory({ authority: true })
const camera = askedCamera('kk', 'ru')
const texts = {
  kk: 'Өтінішіңіз қаралды, төлеміңіз түсті.',
  ru: 'Ваше обращение рассмотрено, платёж поступил.',
}
const alone = { kk: texts.kk, ru: '' }

let replies: Reply[]
beforeAll(async () => {
  const { world, people } = story
  await enterIin(world, people.head.id, headKeyIin)
  await sealBy(world)
  await signLettersBy(world, 'headAndSeal')
  const clientKey = await story.keys.opened('rsa')
  const [writer, approver] = [await world.as(people.executor), await world.as(people.head)]
  replies = []
  for (const written of [texts, alone, alone]) {
    replies.push(await approvedAnswer(world, { writer, approver }, clientKey, { texts: written }))
  }
}, 120_000)

const at = (place: number): Reply => {
  const reply = replies[place]
  if (reply === undefined) throw new Error('no such letter')
  return reply
}
const state = async (place: number) => {
  const head = await story.world.as(story.people.head)
  return (await head.ask<Reply>(`GET /api/office/replies/${at(place).id}`)).body.state
}
async function openForSigning(page: Page, words: typeof kk): Promise<void> {
  await page.getByRole('button', { name: words.open, exact: true }).click()
  await page.getByRole('radio', { name: words.ways.keyFile }).waitFor()
}

describe('компанияның хатына басшы қол қояды', () => {
  let page: Page

  test('алдымен тізім: қол қоюды күтіп тұрған хаттар', async () => {
    page = await story.open(story.people.head, '/office/replies/to-sign')
    await expect.poll(() => page.getByRole('main').getByRole('link').count(), slow).toBeGreaterThanOrEqual(3)
    await camera?.shoot(page, 'list')
    await story.looksRight(page)
  })

  test('нөмір мен күн қойылады; екі тілдегі хат та көрсетілмейінше қол қойылмайды', async () => {
    await page.goto(`${story.world.origin}/office/replies/${at(0).id}`)
    await page.getByRole('button', { name: kk.open, exact: true }).waitFor()
    await page.locator('.paper .letter-page').first().waitFor()
    await says(page.getByRole('main'), /Бекіткен.*Бекова Г\. Т\./)
    await camera?.shoot(page, 'to-open')
    await story.looksRight(page)
    await page.getByRole('radio', { name: 'Русский' }).check({ force: true })
    await openForSigning(page, kk)
    // The language that was read stays: nothing jumps under the eyes.
    expect(await page.getByRole('radio', { name: 'Русский' }).isChecked()).toBe(true)
    await says(page.getByRole('main'), /Шығыс № \S*26-000001, 12\.01\.2026/)
    await page.getByRole('button', { name: kk.signBoth, exact: true }).click({ force: true })
    await says(page.getByRole('alert'), kk.lookAtBoth)
    // Who opened it themselves is not told that it has changed.
    await story.settled()
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('Хат өзгерді').count()).toBe(0)
    await says(page.getByRole('navigation').locator('[aria-current="page"]'), 'Қол қоюға')
    expect(await page.getByText('бекіту (растау сұралады)').count()).toBe(0)
    await camera?.shoot(page, 'look-at-both')
    await page.getByRole('radio', { name: 'Қазақша' }).check({ force: true })
    await camera?.shoot(page, 'both')
    await story.looksRight(page)
  })

  test('файлмен, RSA: басқа кілт терезеде-ақ сөзбен қайтарылады, екі хатқа бір рет қол қойылады', async () => {
    await page.getByRole('button', { name: kk.signBoth, exact: true }).click()
    await signWith(page, await story.keys.file('rsa'), { submit: kkKey.submit.reply })
    await says(keyWindow(page).locator('body'), /басқа адамдікі|жеке тұлғаның кілті/)
    // In this language alone: another one would begin the key's frame again.
    await askedCamera('kk')?.shoot(page, 'other-key')
    await signWith(page, await story.keys.file('headRsa'), { submit: kkKey.submit.reply })
    await says(page.getByRole('main'), 'Хатқа қол қойылды')
    await expect.poll(() => state(0), slow).toBe('sent')
    await camera?.shoot(page, 'next-to-sign')
    await story.looksRight(page)
    await page.close()
  })

  test.each([
    ['kk', kkSignature, desk],
    ['ru', ruSignature, phone],
  ] as const)(
    'клиент хаттың қасынан кім қол қойғанын, мөрді, тексерілгенін көреді: %s',
    async (language, words, size) => {
      const client = await story.open(story.people.aigerim, `/appeals/${at(0).appealId}`, size)
      if (language === 'ru') await client.locator('header select.lang').selectOption('ru')
      await says(client.getByRole('main'), 'Бекова Г. Т.')
      await says(client.getByRole('main'), words.verdicts.good)
      await says(client.getByRole('main'), words.howToCheck)
      await camera?.shoot(client, `client-${language}`)
      await story.looksRight(client)
      await client.close()
    },
  )

  test('жүктеп алынған хат пен қолтаңба тексеру бетінде дұрыс деп танылады', async () => {
    const browser = await story.world.as(story.people.aigerim)
    const { body } = await browser.ask<Appeal>(`GET /api/appeals/${at(0).appealId}`)
    const letter = body.correspondence.find(({ kind }) => kind === 'answer')
    const pdf = letter?.files[0]
    const signature = letter?.signatures.find(({ by, language }) => by !== null && language === 'kk')
    const files = []
    for (const file of [pdf, signature?.file]) {
      const { bytes } = await browser.bytes(`/api/appeals/${at(0).appealId}/files/${file?.id}`)
      files.push({ name: file?.name ?? '', mimeType: file?.mediaType ?? '', buffer: Buffer.from(bytes) })
    }
    const check = await story.open(story.people.aigerim, '/check')
    const { anchors, intermediates } = story.world.authority
    const roots = [...anchors, ...intermediates].map((der, n) => ({
      name: `${n}.cer`,
      mimeType: 'application/pkix-cert',
      buffer: Buffer.from(der),
    }))
    await check.locator('#roots').setInputFiles(roots)
    await check.locator('#files').setInputFiles(files)
    await check.locator('#check').click()
    await check.locator('[data-result]').first().waitFor()
    expect(await check.locator('[data-result]').first().getAttribute('data-result')).not.toBe('invalid')
    // When it was signed, not when it is looked at.
    await says(check.locator('[data-result]').first(), /Қол қойған: БЕКОВА ГҮЛНАР ТАЛҒАТҚЫЗЫ, 12\.01\.2026/)
    await camera?.shoot(check, 'checked')
    await story.looksRight(check)
    await check.close()
  })
})

test('қол қоюға ашылған хат сол беттен ескертумен қайтарылады, нөмірі жойылады', async () => {
  const page = await story.open(story.people.head, `/office/replies/${at(1).id}`)
  await openForSigning(page, kk)
  await page.getByLabel('Нені түзету керек').fill('Соманы 12.01 күніне есептеңіз')
  await camera?.shoot(page, 'back-from-signing')
  await story.looksRight(page)
  await page.getByRole('button', { name: 'Орындаушыға қайтару' }).click()
  await says(page.getByRole('main'), 'Хат ескертумен қайтарылды')
  expect(await state(1)).toBe('draft')
  await page.close()
})

test('орысша, телефон енінде: «жөнелтілуде» тұрады, орталық жауап берген соң жіберіледі', async () => {
  const { world, people } = story
  const [writer, approver] = [await world.as(people.executor), await world.as(people.head)]
  const reply = await approvedAnswer(world, { writer, approver }, await story.keys.opened('rsa'), {
    texts: alone,
  })
  story.authority.behave('down')
  world.setNow('2026-01-12T06:30:00Z')
  const page = await story.open(people.head, `/office/replies/${reply.id}`, phone)
  await page.locator('header select.lang').selectOption('ru')
  await openForSigning(page, ru)
  await page.getByRole('button', { name: ru.sign, exact: true }).click()
  const inside = keyWindow(page)
  await inside.locator('#file').setInputFiles(await story.keys.file('rsa'))
  await inside.locator('#password').fill(keyPassword)
  await inside.locator('#submit').click()
  await says(inside.locator('body'), /другого человека|физического лица/)
  await askedCamera('ru')?.shoot(page, 'other-key')
  await inside.locator('#file').setInputFiles(await story.keys.file('headGost'))
  await inside.locator('#password').fill(keyPassword)
  await inside.locator('#submit').click()
  await says(page.getByRole('main'), 'Письмо подписано и отправляется')
  await page.goto(`${world.origin}/office/replies/${reply.id}`)
  await says(page.getByRole('main'), ru.sendingTitle)
  await says(page.getByRole('main'), ru.verdicts.unknown)
  // Of whom it is, though it is in no list any more.
  await says(page.getByRole('main'), 'Сапарова Айгерім Ерланқызы')
  await camera?.shoot(page, 'sending')
  await story.looksRight(page)
  story.authority.behave('well')
  world.setNow('2026-01-12T06:50:00Z')
  await sweep(world.context)
  const head = await world.as(people.head)
  const { body } = await head.ask<Reply>(`GET /api/office/replies/${reply.id}`)
  expect(body.state).toBe('sent')
})
