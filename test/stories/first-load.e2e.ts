import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paths } from '../../web/paths.ts'
import type { TestPerson } from '../people.ts'
import { tellStory } from './story.ts'

// docs/decisions/0020: what a browser fetches before a page is still. The office is no burden of the cabinet.
const story = tellStory()

/** Kilobytes of scripts, each gzipped by us at level 9. */
async function firstLoad(person: TestPerson, path: string): Promise<number> {
  const page: Page = await story.open(person, '/api/session')
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length))
  })
  await page.goto(story.world.origin + path, { waitUntil: 'networkidle' })
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await page.context().close()
  expect(bytes, `${path} asked for no script`).toBeGreaterThan(0)
  return Math.round(bytes / 100) / 10
}

test('the cabinet’s first load is no larger than it was before the office', async () => {
  expect(await firstLoad(story.people.aigerim, paths.incoming)).toBeLessThanOrEqual(102.3)
})

test.each(['office', 'officeQueue'] as const)('the first load of the office: %s', async (name) => {
  expect(await firstLoad(story.people.head, paths[name])).toBeLessThanOrEqual(150)
})
