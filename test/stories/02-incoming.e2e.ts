import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { address, says, texts } from './acts.ts'
import { sentEarly, sentFree } from './arrange.ts'
import { slow, tellStory } from './story.ts'

const story = tellStory()

describe('§2. «Кіріс» жәшігі', () => {
  let page: Page
  const table = () => page.getByRole('table', { name: 'Кіріс хат-хабарлар' })
  const pager = () => page.getByRole('navigation', { name: 'Беттер' })

  beforeAll(async () => {
    await sentEarly(story)
    await sentFree(story)
    await story.settled()
  })

  test('бетте құжаттың тақырыбы, мәртебесі, тіркеу нөмірі/күні, орындаушының аты-жөні мен телефоны бар', async () => {
    page = await story.open(story.people.aigerim, '/incoming')
    await table().waitFor()
    expect(await texts(table().getByRole('columnheader'))).toEqual([
      '№',
      'Құжат тақырыбы',
      'Құжат мәртебесі',
      'Тіркеу нөмірі/күні',
      'Орындаушының аты-жөні',
      'Телефон',
    ])
    const rows = await texts(
      table()
        .getByRole('row')
        .filter({ has: page.getByRole('link') }),
    )
    expect(rows).toHaveLength(2)
    expect(rows.join('\n')).toMatch(
      /Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш.*Тіркелді.*1 \/ 2026-01-12/,
    )
    expect(rows.join('\n')).toMatch(/Төлемнің түсуін тексеру туралы.*Тіркелді.*2 \/ 2026-01-12/)
    await story.looksRight(page)
  })

  test('төменде шындық: «1–2 / 2», басқа бет жоқ', async () => {
    await says(pager(), '1–2 / 2')
    expect(await pager().getByRole('link').count()).toBe(0)
    await says(page.getByRole('status').filter({ hasText: 'Табылғаны' }), 'Табылғаны: 2')
  })

  test('іздеу керек өтінішті табады; табылмаса, не істеу керегін айтады', async () => {
    const search = page.getByRole('searchbox', { name: 'Іздеу' })
    await search.fill('төлемнің түсуін')
    await search.press('Enter')
    await says(page.getByRole('status').filter({ hasText: 'Табылғаны' }), 'Табылғаны: 1')
    await expect.poll(() => table().getByRole('link').count(), slow).toBe(1)
    await search.fill('мұндай сөз жоқ')
    await search.press('Enter')
    await page.getByRole('heading', { name: 'Іздеу бойынша ештеңе табылмады' }).waitFor()
    await story.looksRight(page)
    await page.getByRole('button', { name: 'Сүзгіні тазалау' }).click()
    await says(pager(), '1–2 / 2')
  })

  test('сүзгі мекенжайда тұрады: бетті жаңартса да, «Артқа» басса да жоғалмайды', async () => {
    await page.getByLabel('Құжат мәртебесі').selectOption('Орындалды')
    await expect.poll(() => address(page), slow).toBe('/incoming?status=executed')
    await page.reload()
    await says(page.getByRole('status').filter({ hasText: 'Табылғаны' }), 'Табылғаны: 0')
    await page.goBack()
    await says(pager(), '1–2 / 2')
  })

  test('он екі өтініште екі бет бар, нөмірлері жалғасады', async () => {
    for (let n = 3; n <= 12; n += 1) await sentFree(story, `Сұрақ № ${n}`)
    await story.settled()
    await page.reload()
    await says(pager(), '1–10 / 12')
    await pager().getByRole('link', { name: 'Келесі бет' }).click()
    await says(pager(), '11–12 / 12')
    expect(address(page)).toBe('/incoming?page=2')
    await expect
      .poll(
        () =>
          texts(
            table()
              .getByRole('cell')
              .filter({ hasText: /^1[12]$/ }),
          ),
        slow,
      )
      .toEqual(['11', '12'])
    await pager().getByLabel('Көрсету:').selectOption('25')
    await says(pager(), '1–12 / 12')
    await story.looksRight(page)
  })

  test('басқа клиент бұл өтініштердің ешқайсысын көрмейді', async () => {
    const other = await story.open(story.people.daniyar, '/incoming')
    await other.getByRole('heading', { name: 'Әзірге өтініштер жоқ' }).waitFor()
  })
})
