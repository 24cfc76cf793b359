import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Internal } from '../../wire/case.ts'
import { formatLongDate } from '../../words/dates.ts'
import { makeLawyers } from '../lawyers.ts'
import { pdfFacts } from '../pdf-facts.ts'
import { replyInterim } from '../reply.ts'
import { pdf } from '../sample-files.ts'
import { choose, says } from './acts.ts'
import { sentEarly, sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { sayIn, saying, toldIn } from './spoken.ts'
import { phone, slow, tellStory } from './story.ts'

describe.each(toldIn)('%s', async (language) => {
  const say = await sayIn(language)
  const lawyers = language === 'kk' ? 'Заң бөлімі' : 'Юридический отдел'
  const story = tellStory({ language })
  const camera = askedCamera(language)

  describe('қызметкердің беті: екі аймақ, жазбалар, сұрақтар, бір өтінішке екі адам', () => {
    let id: string
    let other: string
    let law: string
    let saule: Page
    let gulnar: Page
    const path = () => `/office/appeals/${id}`
    const zone = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
    const staffOnly = (page: Page) => zone(page, say('Тек қызметкерлерге'))
    const toClient = (page: Page) => zone(page, say('Клиентке барады'))
    const noteBox = (page: Page) => page.getByLabel(say('Жаңа жазба'))
    const letterBox = (page: Page) => page.getByLabel(say('Хаттың мәтіні, қазақша'))

    test('сол жақта хат, оң жақта алдымен клиентке баратыны, сосын ешқашан бармайтыны', async () => {
      id = await sentFree(story)
      other = await sentEarly(story)
      await registerDue(story.world.context)
      law = await makeLawyers(story.world)
      await takenIntoWork(story, id)
      saule = await story.open(story.people.executor, path())
      await says(toClient(saule), say('Клиентке барады'))
      await says(staffOnly(saule), say('клиент мұны ешқашан көрмейді'))
      const [letter, out, inner] = await Promise.all(
        [
          saule.getByRole('region', { name: say('Клиенттің өтініші') }),
          toClient(saule),
          staffOnly(saule),
        ].map((one) => one.boundingBox()),
      )
      if (!letter || !out || !inner) throw new Error('a part of the page is not to be seen')
      expect(letter.x + letter.width).toBeLessThan(out.x)
      expect(out.y + out.height).toBeLessThan(inner.y)
      const history = zone(saule, say('Тарих'))
      await says(
        history,
        saying`${say('Тіркелді, № 1 / 2026-01-12')}.*${say('жүйе')} · ${say('клиент көреді')}`,
      )
      await says(
        history,
        `${say('Тағайындалды: Иманбекова С. М.')} · Иманбекова С. М. · ${say('клиент көреді')}`,
      )
      await camera?.shoot(saule, 'case')
      await story.looksRight(saule)
    })

    test('телефонда клиенттің хаты жауаптан бұрын тұрады, жауапқа бір басу', async () => {
      const small = await story.open(story.people.executor, path(), phone)
      await small.getByRole('heading', { name: say('Клиенттің өтініші') }).waitFor()
      const [letter, out] = await Promise.all([
        small.getByRole('region', { name: say('Клиенттің өтініші') }).boundingBox(),
        toClient(small).boundingBox(),
      ])
      expect((letter?.y ?? 0) + (letter?.height ?? 0)).toBeLessThanOrEqual(out?.y ?? 0)
      await small.getByRole('link', { name: say('Жауапқа өту') }).click()
      await expect.poll(() => small.evaluate(() => location.hash), slow).toBe('#h-to-client')
      await small.context().close()
    })

    test('жазба бірінші әріптен серверде сақталады, жауаппен екі бөлек терезе', async () => {
      await noteBox(saule).pressSequentially('Төлем банкте')
      await says(staffOnly(saule), saying`${say('Автоматты түрде сақталды: 10:30', 'case').slice(0, -5)}`)
      await saule.evaluate(() => sessionStorage.clear())
      await saule.reload()
      await expect.poll(() => noteBox(saule).inputValue(), slow).toBe('Төлем банкте')
      expect(await letterBox(saule).inputValue()).toBe('')
      await noteBox(saule).fill('Төлем банктің транзит шотында тұр.')
      // By keyboard alone: the button is next.
      await noteBox(saule).press('Tab')
      await expect
        .poll(() => saule.evaluate(() => document.activeElement?.textContent), slow)
        .toBe(say('Ішкі жазба қосу'))
      await saule.keyboard.press('Enter')
      await says(staffOnly(saule), say('Жазба қосылды.'))
      await says(zone(saule, say('Тарих')), `${say('Ішкі жазба қосылды')} · Иманбекова С. М.`)
      expect(await noteBox(saule).inputValue()).toBe('')
      await staffOnly(saule)
        .getByRole('button', { name: saying`^${say('Жазбаны жою: A, B').slice(0, -4)}` })
        .click()
      await says(staffOnly(saule), say('Жазба жойылды. Оны қайтаруға болады.'))
      await staffOnly(saule)
        .getByRole('button', { name: saying`^${say('Жазбаны қайтару: A, B').slice(0, -4)}` })
        .click()
      await says(staffOnly(saule), 'Төлем банктің транзит шотында тұр.')
    })

    test('екеуі бірін-бірі көреді, жабылса бір минуттың ішінде жоғалады', async () => {
      gulnar = await story.open(story.people.head, path())
      await says(saule.getByRole('main'), say('Бекова Г. Т. осы өтінішті ашып отыр'))
      await noteBox(gulnar).pressSequentially('Мен')
      await says(saule.getByRole('main'), say('Бекова Г. Т. осы өтінішке жазып отыр'))
      await camera?.shoot(saule, 'case-present')
      await story.looksRight(saule)
      await noteBox(gulnar).fill('')
      await says(
        gulnar.getByRole('main'),
        saying`(${say('Иманбекова С. М. осы өтінішті ашып отыр')}|${say('Иманбекова С. М. осы өтінішке жазып отыр')})`,
      )
      const before = story.world.context.now()
      await gulnar.goto(`${story.world.origin}/office`)
      await saule.getByText(say('Бекова Г. Т. осы өтінішке жазып отыр')).waitFor({ state: 'detached' })
      expect(story.world.context.now() - before).toBeLessThan(60_000)
    })

    test('басшының он бес әрекеті жазып отырған жауаптан да, жазбадан да бір әріп жоғалтпайды', async () => {
      const head = await story.world.as(story.people.head)
      const askar = await story.world.as(story.people.otherExecutor)
      const at = (rest: string): `/${string}` => `/api/office/appeals/${id}${rest}`
      const reply =
        'Құрметті Айгерім Ерланқызы! 28.12.2025 күнгі төлеміңіз шарт бойынша есепке алынды, өсімпұл алып тасталды.'
      const note = 'Есеп бөлімі растады: өсімпұл қайта есептелді, 0 теңге. Клиентке телефонмен айтылды.'
      const done: number[] = []
      const act = async (method: 'POST' | 'DELETE', rest: string, body?: unknown) => {
        const { status, body: answer } = await head.ask<Internal & { notes: { id: string }[] }>(
          `${method} ${at(rest)}`,
          { body },
        )
        done.push(status)
        return answer
      }
      const acts = async () => {
        const ask = { unitId: law, text: 'Шарт күшінде ме?', answerBy: '2026-01-14' }
        const noted = await act('POST', '/notes', { text: 'Бірінші жазба' })
        await act('DELETE', `/notes/${noted.notes[0]?.id}`)
        await act('POST', `/notes/${noted.notes[0]?.id}/restoration`)
        const asked = await act('POST', '/questions', ask)
        await act('POST', `/questions/${asked.questions[0]?.id}/withdrawal`)
        const again = await act('POST', '/questions', ask)
        const answer = { text: 'Иә, күшінде.' }
        done.push(
          (await askar.ask(`POST ${at(`/questions/${again.questions[0]?.id}/answer`)}`, { body: answer }))
            .status,
        )
        const linked = await act('POST', '/links', { kind: 'related', other: { appealId: other } })
        await act('DELETE', `/links/${linked.links[0]?.id}`)
        await act('POST', '/links', { kind: 'repeat', other: { appealId: other } })
        await act('POST', '/notes', { text: 'Екінші жазба' })
        const said = { reason: 'Банктен жауап күтілуде', newDueDate: '2026-02-17' }
        await replyInterim(head, id, said)
        await replyInterim(head, id, { ...said, newDueDate: '2026-02-18' })
        await act('POST', '/notes', { text: 'Үшінші жазба' })
        await act('POST', '/notes', { text: 'Төртінші жазба' })
      }
      const type = async () => {
        const [first, second] = [reply.slice(0, 50), note.slice(0, 40)]
        await letterBox(saule).pressSequentially(first, { delay: 25 })
        await noteBox(saule).pressSequentially(second, { delay: 25 })
        await letterBox(saule).pressSequentially(reply.slice(50), { delay: 25 })
        await noteBox(saule).pressSequentially(note.slice(40), { delay: 25 })
      }
      await Promise.all([acts(), type()])
      expect(done).toEqual(Array(13).fill(200))
      await says(saule.getByRole('main'), say('Сіз ашқаннан кейін өзгерді'))
      await saule.getByText(say('Бұған дейінгі өзгерістер: 18')).click()
      await says(saule.getByRole('main'), `${say(`Сұраққа жауап келді: ${lawyers}`)} · Оспанов А. Н.`)
      await says(
        saule.getByRole('main'),
        `${say('Аралық жауап жіберілді')}, ${say('мерзімі 18.02.2026', 'case.due')}`,
      )
      expect(await letterBox(saule).inputValue()).toBe(reply)
      expect(await noteBox(saule).inputValue()).toBe(note)
      await camera?.shoot(saule, 'case-changed')
      await story.looksRight(saule)

      // A reload, and the end of the session.
      await says(staffOnly(saule), saying`${say('Автоматты түрде сақталды: 10:30', 'case').slice(0, -5)}`)
      await saule.reload()
      await expect.poll(() => letterBox(saule).inputValue(), slow).toBe(reply)
      await expect.poll(() => noteBox(saule).inputValue(), slow).toBe(note)
      story.expectRefusal(/^401 /)
      const { db, now } = story.world.context
      await db
        .updateTable('session')
        .set({ ended_at: new Date(now()) })
        .where('staff_id', '=', story.people.executor.id)
        .execute()
      await story.comeAgain(saule, story.people.executor, path())
      await expect.poll(() => letterBox(saule).inputValue(), slow).toBe(reply)
      await expect.poll(() => noteBox(saule).inputValue(), slow).toBe(note)
    })

    test('басқа бөлімшеге сұрақ: күні, файлы, жауабы; жауаптан кейін ол бөлімше көрмейді', async () => {
      await saule.getByRole('button', { name: say('Басқа бөлімшеден сұрау') }).click()
      await saule.getByRole('button', { name: say('Сұрақты жіберу') }).click()
      await says(staffOnly(saule), say('Бөлімшені таңдаңыз'))
      await says(staffOnly(saule), say('Мәтінді жазыңыз'))
      await saule.getByLabel(say('Қай бөлімшеден')).selectOption({ label: lawyers })
      await saule.getByLabel(say('Сұрақ'), { exact: true }).fill('Келісімге қол қоюға бола ма?')
      await saule.getByLabel(say('Қай күнге дейін жауап керек'), { exact: true }).fill('17.01.2026')
      await saule.getByRole('button', { name: say('Сұрақты жіберу') }).click()
      await says(staffOnly(saule), say('Жұмыс күнін таңдаңыз.'))
      await saule.getByLabel(say('Қай күнге дейін жауап керек'), { exact: true }).fill('16.01.2026')
      await saule.getByText(say('Жұмыс күнін таңдаңыз.')).waitFor({ state: 'detached' })
      const file = {
        name: 'Келісім жобасы.pdf',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(pdf),
      }
      await choose(saule, saule.getByRole('button', { name: say('Файл қосу: Сұрақ') }), file)
      await saule.getByRole('button', { name: say('Файлды алып тастау: Келісім жобасы.pdf') }).waitFor()
      await camera?.shoot(saule, 'case-ask')
      await story.looksRight(saule)
      await saule.getByRole('button', { name: say('Сұрақты жіберу') }).click()
      await says(staffOnly(saule), say('Сұрақ жіберілді.'))
      await says(staffOnly(saule), `${say(`${lawyers}: 16.01.2026 күніне дейін`)} · ${say('жауап күтілуде')}`)

      const askar = await story.open(story.people.otherExecutor, path())
      await says(staffOnly(askar), 'Келісімге қол қоюға бола ма?')
      await askar
        .getByRole('textbox', { name: say('Бөлімшеңіздің жауабы') })
        .fill('Болады, жобаға ескерту жоқ.')
      await camera?.shoot(askar, 'case-asked')
      await story.looksRight(askar)
      await askar.getByRole('button', { name: say('Сұраққа жауап беру') }).click()
      await says(
        askar.getByRole('main'),
        say('Жауабыңыз жіберілді. Бұл өтініш енді сіздің бөлімшеңізге көрінбейді.'),
      )
      await says(staffOnly(saule), 'Болады, жобаға ескерту жоқ.')
      await says(saule.getByRole('main'), say(`Сұраққа жауап келді: ${lawyers}`))
      story.expectRefusal(/^404 GET \/api\/office\/(appeals\/|queue\/neighbours)/)
      await askar.goto(story.world.origin + path())
      await says(askar.getByRole('main'), say('Бет немесе құжат табылмады'))
      await askar.context().close()
    })

    test('байланысты өтініш екі жағынан да көрінеді', async () => {
      await says(staffOnly(saule), `${say('Байланысты өтініштер')} 1`)
      await saule
        .getByRole('button', { name: saying`^${say('Байланысты ажырату: № X').slice(0, -1)}` })
        .click()
      await says(staffOnly(saule), say('Байланыс ажыратылды.'))
      await saule.getByRole('button', { name: saying`^${say('Байланыстыру: № X').slice(0, -1)}` }).click()
      await saule
        .getByRole('group', { name: say('Байланыстың түрі') })
        .getByRole('radio', { name: say('қайталама') })
        .check()
      await saule
        .getByRole('button', { name: say('Байланыстыру'), exact: true })
        .last()
        .click()
      await says(staffOnly(saule), say('Өтініштер байланыстырылды.'))
      await saule.goto(`${story.world.origin}/office/appeals/${other}`)
      await says(
        staffOnly(saule),
        saying`${say('Байланысты өтініштер')} 1.*Төлемнің түсуін тексеру туралы.*${say('қайталама')}`,
      )
    })

    test('аудитор тек оқиды; басып шығарылған бетте бәрі, бет нөмірі, кім және қашан', async () => {
      const auditor = await story.open(story.people.auditor, path())
      await says(toClient(auditor), say('Клиентке хатты орындаушы мен басшы жібереді. Сіз мұнда тек оқисыз.'))
      await says(staffOnly(auditor), 'Төлем банктің транзит шотында тұр.')
      expect(await auditor.getByRole('textbox').count()).toBe(0)
      await camera?.shoot(auditor, 'auditor')
      await story.looksRight(auditor)
      await auditor.emulateMedia({ media: 'print' })
      const paper = auditor.locator('body')
      for (const part of [
        'Төлемнің түсуін тексеру туралы',
        'Сапарова Айгерім Ерланқызы',
        'Желтоқсан айындағы төлемді',
        'Төлем банктің транзит шотында тұр.',
        'Келісімге қол қоюға бола ма?',
        'Болады, жобаға ескерту жоқ.',
        say('Жіберілді, талон № 26-000001'),
        say(`Басып шығарған: Аудитор Тестова, ${formatLongDate('2026-01-12', language)}`, 'areas'),
      ]) {
        await says(paper, part)
      }
      for (const chrome of [say('Басып шығару'), say('Шығу'), say('Өтініштер кезегі')]) {
        expect(
          await auditor.getByText(chrome, { exact: true }).filter({ visible: true }).count(),
          chrome,
        ).toBe(0)
      }
      expect(await auditor.locator('.areas, .keys').filter({ visible: true }).count()).toBe(0)
      await camera?.shoot(auditor, 'case-print')
      const printed = await auditor.pdf({ preferCSSPageSize: true })
      if (process.env.SHOTS_DIR !== undefined)
        await writeFile(join(process.env.SHOTS_DIR, 'case.pdf'), printed)
      const { pageCount, text } = pdfFacts(printed)
      expect(pageCount).toBeGreaterThan(1)
      // Every sheet says which of how many it is.
      expect(text.match(/\//g)?.length).toBeGreaterThanOrEqual(pageCount)
    })
    test('байланыс орталығы нөмір бойынша табады, хатты көрмейді, қоңырау туралы жазба қалдырады', async () => {
      const calls = await story.open(story.people.callCentre, '/office/calls')
      const number = calls.getByLabel(say('Тіркеу нөмірі, талон, ЖСН немесе телефон'))
      await number.fill('Сапарова')
      await calls.getByRole('button', { name: say('Табу') }).click()
      await says(
        calls.getByRole('main'),
        say('Бұл толық нөмір, ЖСН немесе телефон емес. Толық жазып, қайта іздеңіз.'),
      )
      await number.fill('26-000001')
      await calls.getByRole('button', { name: say('Табу') }).click()
      const found = zone(calls, '№ 1 / 2026-01-12')
      await says(found, saying`${say('Аралық жауап')}.*Сапарова Айгерім Ерланқызы.*Иманбекова С\. М\..*56465`)
      await found.getByLabel(say('Қоңырау туралы жазба')).fill('Клиент мерзімін сұрады.')
      await found.getByRole('button', { name: say('Ішкі жазба қосу') }).click()
      await says(found, 'Клиент мерзімін сұрады.')
      await says(found, say('клиент мұны ешқашан көрмейді'))
      expect(await calls.getByText('транзит шотында').count()).toBe(0)
      await camera?.shoot(calls, 'calls')
      await story.looksRight(calls)
      await saule.goto(story.world.origin + path())
      await says(staffOnly(saule), saying`Байланыс Т\., .* · ${say('Қоңырау туралы')}`)
    })
  })
})
