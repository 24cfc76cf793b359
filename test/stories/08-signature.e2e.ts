import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dialog, keyWindow, says, signWith } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { egovMobileOf, egovMobileWindow, openEgovMobileWindow, scan, sendButton } from './egov-mobile.ts'
import { keyPassword } from './keys.ts'
import { tellStory } from './story.ts'
import { openSigning, sendFreely, signingWindow } from './writing.ts'

const story = tellStory()

describe('§8.1. ЭЦҚ арқылы қол қою', () => {
  let page: Page
  const inside = () => keyWindow(page)
  const refusal = (field: 'file' | 'password') => inside().locator(`#${field}-error`)

  test('қол қоймас бұрын клиент құжаттың өзін көреді: беттері, мәтіні, саусақ ізі', async () => {
    const id = await earlyDraft(story, 'sign')
    page = await story.open(story.people.aigerim, `/write/${id}/sign`)
    await page.getByRole('heading', { level: 1, name: 'Тексеріп, қол қою' }).waitFor()
    const image = page.getByRole('img', { name: 'Хаттың 1-беті, барлығы 1' })
    await image.scrollIntoViewIfNeeded()
    await image.evaluate((one) => (one instanceof HTMLImageElement ? one.decode() : undefined))
    await page.getByText('Хаттың мәтіні').click()
    await says(page.locator('.letter-text'), 'рұқсат беруіңізді сұраймын')
    await says(page.getByRole('main'), '2026 жылғы 12 қаңтар')
    await says(page.getByRole('main'), 'Жауап беру мерзімі: 2026 жылғы 2 ақпан')
    await story.looksRight(page)
  })

  test('терезе ашылады: «Файлды таңдау», пароль, «Нысанды жіберу»', async () => {
    await openSigning(page)
    await inside().getByText('Файлды таңдау', { exact: true }).waitFor()
    await says(inside().locator('#window'), 'RSA немесе GOST қол қою кілтін таңдаңыз (AUTH емес)')
    await says(inside().locator('#window'), 'Кілт пен пароль құрылғыңыздан тыс шықпайды')
    await story.looksRight(page)
  })

  test('файл да, пароль де берілмесе, не керегін айтады', async () => {
    const send = inside().getByRole('button', { name: 'Нысанды жіберу' })
    await send.click()
    await says(refusal('file'), 'ЭЦҚ файлы таңдалмаған. Файлды таңдаңыз')
    await signWith(page, await story.keys.file('rsa'), { password: '' })
    await says(refusal('password'), 'ЭЦҚ паролі енгізілмеген. Парольді теріңіз')
    await story.looksRight(page)
  })

  test('пароль қате болса, файл таңдаулы күйінде қалады', async () => {
    const key = await story.keys.file('rsa')
    await signWith(page, key, { password: 'another-password' })
    await says(refusal('password'), 'ЭЦҚ паролі қате. Парольді қайта теріңіз')
    await signWith(page, key, { password: 'йцукен12' })
    await says(refusal('password'), 'ЭЦҚ паролі қате. Пернетақта қазақ не орыс тілінде тұр')
    await says(inside().locator('#file-name'), key.name)
    await story.looksRight(page)
  })

  const refusals = [
    [
      'AUTH кілті',
      'auth',
      'Бұл AUTH кілті тек кіруге арналған. Атауы RSA256 немесе GOST512 деп басталатын файлды таңдаңыз',
    ],
    [
      'мерзімі өткен кілт',
      'expired',
      'Кілттің мерзімі 01.11.2025 күні өткен. ҰКО-дан жаңа кілт алып, соны таңдаңыз',
    ],
    ['басқа адамның кілті', 'foreign', 'Бұл кілт басқа адамдікі: ИМАНБЕКОВ ДАНИЯР. Өз кілтіңізді таңдаңыз'],
  ] as const
  for (const [what, name, words] of refusals) {
    test(`${what} қабылданбайды, себебі өз сөзімен айтылады`, async () => {
      await signWith(page, await story.keys.file(name))
      await says(refusal('file'), words)
    })
  }

  test('бүлінген файл мен кілт емес файл қабылданбайды', async () => {
    const key = await story.keys.file('rsa')
    const damaged = key.buffer.subarray(0, 900)
    await signWith(page, { ...key, name: 'бүлінген.p12', buffer: damaged })
    await says(
      refusal('file'),
      'Кілт файлы бүлінген. Файлды қайта көшіріп алыңыз немесе басқа кілтті таңдаңыз',
    )
    await signWith(page, { name: 'сурет.p12', mimeType: 'image/png', buffer: Buffer.from('бұл кілт емес') })
    await says(refusal('file'), 'Бұл файл ЭЦҚ кілті емес. Атауы .p12 деп аяқталатын файлды таңдаңыз')
    await story.looksRight(page)
  })

  test('осының бәрінен кейін ештеңе жоғалмаған: дұрыс RSA кілтімен қол қойылады', async () => {
    await signWith(page, await story.keys.file('rsa'))
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
    await says(page.getByRole('main'), 'Өтінішке қол қойылып, жіберілді')
  })

  test('жіберілген өтінішке қайтып оралса, жіберілгені айтылады', async () => {
    story.expectRefusal(/^404 GET \/api\/drafts\/[^/]+$/)
    const { db } = story.world.context
    const { id } = await db.selectFrom('appeal').select('id').executeTakeFirstOrThrow()
    await page.goto(`${story.world.origin}/write/${id}/sign`)
    await page.getByRole('heading', { name: 'Бұл өтініш жіберіліп қойған' }).waitFor()
    await story.looksRight(page)
  })

  test('GOST кілтімен де қол қойылады: еркін форматтағы өтініш', async () => {
    await page.goto(`${story.world.origin}/incoming`)
    await sendFreely(page, await story.keys.file('gost'))
    await says(page.getByRole('main'), 'Өтінішке қол қойылып, жіберілді')
    const { db } = story.world.context
    const rows = await db.selectFrom('signature').selectAll().execute()
    expect(rows).toHaveLength(2)
  })

  test('«Болдырмау» терезені жабады, қол қойылмайды', async () => {
    const id = await earlyDraft(story, 'sign')
    await page.goto(`${story.world.origin}/write/${id}/sign`)
    await openSigning(page)
    await inside().getByLabel('ЭЦҚ паролі').fill(keyPassword)
    // The press takes the frame away with it; the driver may wait in vain for an answer from a frame that is gone.
    await inside()
      .getByRole('button', { name: 'Болдырмау' })
      .evaluate((button: HTMLElement) => void setTimeout(() => button.click()))
    await dialog(page, signingWindow).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Қол қойып, жіберу' }).waitFor()
  })
})

describe('§8.2. eGov Mobile арқылы QR көмегімен қол қою', () => {
  let page: Page
  let id = ''
  const window = () => dialog(page, egovMobileWindow)

  test('нұсқаулық бойынша QR-код шығады, «Жіберу» әлі белсенді емес, неге екенін айтады', async () => {
    id = await earlyDraft(story, 'sign')
    page = await story.open(story.people.aigerim, `/write/${id}/sign`)
    await openEgovMobileWindow(page)
    await says(window(), 'eGov Mobile қосымшасын ашып, QR-кодты сканерлеңіз')
    await says(window(), 'Қосымшада құжатқа қол қойыңыз')
    await says(window(), 'Осы беттегі «Жіберу» батырмасын басыңыз')
    await says(window(), /[45]:\d\d қалды QR-код мына уақытқа дейін жарамды: 10:35/)
    await says(window(), 'Қолтаңба күтілуде…')
    await story.looksRight(page)
    await sendButton(page).press('Enter')
    await says(window().getByRole('alert'), 'Қолтаңба әлі келген жоқ. Алдымен телефонда құжатқа қол қойыңыз.')
  })

  test('клиент кодты сканерлеп, телефонда қол қояды: екі цифры беттегідей, «Жіберу» белсенді болады', async () => {
    const app = await egovMobileOf(story, await scan(page))
    const { errand, documents } = await app.look()
    expect(errand.organisation.nameKz).toContain('Қазақстан Тұрғын үй компаниясы')
    const pair = (await window().locator('.code-pair b').textContent()) ?? ''
    expect(pair).toMatch(/^\d\d$/)
    expect(documents.documentsToSign.map(({ nameKz }) => nameKz)).toEqual([
      `${pair} коды. Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш`,
    ])
    // The page and the phone name the same site, person, document and place.
    const facts = (await window().locator('.facts-list dd').allTextContents()).map((text) => text.trim())
    expect(facts).toHaveLength(4)
    const meta = documents.documentsToSign[0]?.meta.map(({ value }) => value)
    expect(meta).toEqual([pair, ...facts])
    await says(window(), 'Құжат телефонда ашылды')
    expect(await app.sign()).toEqual({ status: 200, message: 'success' })
    await says(window().getByRole('status'), 'Қолтаңба келді')
  })

  test('«Жіберу» басылады, өтініш жіберілді', async () => {
    await sendButton(page).click()
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
    await says(page.getByRole('main'), 'Өтінішке қол қойылып, жіберілді')
    const { db } = story.world.context
    const rows = await db.selectFrom('signature').select('result').where('method', '=', 'egovQr').execute()
    expect(rows).toEqual([{ result: 'valid' }])
    await page.goto(`${story.world.origin}/appeals/${id}`)
    await says(page.getByRole('main'), 'САПАРОВА АЙГЕРІМ ЕРЛАНҚЫЗЫ, eGov Mobile')
  })
})
