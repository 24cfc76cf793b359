import { expect, test } from 'vitest'
import { dialog, says } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { tellStory } from './story.ts'

const story = tellStory({ ncaLayer: true })

test('§8, NCALayer: хатқа бағдарламада қол қойылады, өтініш жіберіледі', async () => {
  const id = await earlyDraft(story, 'sign')
  const page = await story.open(story.people.aigerim, `/write/${id}/sign`)
  await page.getByRole('radio', { name: 'NCALayer арқылы' }).check()
  await page.getByRole('button', { name: 'Қол қойып, жіберу' }).click()
  const window = dialog(page, 'NCALayer арқылы қол қою')
  await says(window, 'рұқсат сұраса, «Рұқсат беру» дегенді басыңыз')
  expect(story.ncaLayer.asked).toEqual([])
  await story.looksRight(page)
  await window.getByRole('button', { name: 'NCALayer-ге қосылу' }).click()
  await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
  await says(page.getByRole('main'), 'Өтінішке қол қойылып, жіберілді')
  const rows = await story.world.context.db.selectFrom('signature').select(['method', 'result']).execute()
  expect(rows).toEqual([{ method: 'ncaLayer', result: 'valid' }])
})
