import { expect, test } from 'vitest'
import { paths } from '../../web/paths.ts'
import { people } from '../../words/kk/people.ts'
import { profile } from '../../words/kk/profile.ts'
import { prove } from '../../words/kk/prove.ts'
import { refusals } from '../../words/kk/refusals.ts'
import { signing } from '../../words/kk/signing.ts'
import { dialog, says, signWith } from './acts.ts'
import { codeOf } from './answering.ts'
import { askedCamera } from './camera.ts'
import { desk, phone, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera()
const elevenMinutesLater = () =>
  story.world.setNow(new Date(story.world.context.now() + 11 * 60_000).toISOString())

test.each([
  ['+7 700 000 01 21', desk],
  ['+7 700 000 01 22', phone],
] as const)(
  'клиент байланыс деректерін (%s) өзгертсе, кілтімен растайды: жазғаны жоғалмайды',
  async (number, size) => {
    const page = await story.open(story.people.aigerim, paths.profile, size)
    const field = page.getByLabel(profile.phone, { exact: true })
    await field.fill(number)
    elevenMinutesLater()
    story.expectRefusal(/^403 PATCH \/api\/profile$/)
    const save = page.getByRole('button', { name: profile.save, exact: true })
    await save.click()
    const window = dialog(page, prove.title)
    await window.waitFor()
    await camera?.shoot(page, `prove-client-${size.width}`)
    await story.looksRight(page)

    // Left without a yes: nothing is saved, nothing typed is lost, and it is said what to do.
    await page.keyboard.press('Escape')
    await says(page.getByRole('alert').first(), refusals.prove_again.detail)
    expect(await field.inputValue()).toBe(number)

    // By keyboard alone up to the key's own window.
    await save.focus()
    await page.keyboard.press('Enter')
    await window.waitFor()
    await window.getByRole('button', { name: prove.ways.key }).press('Enter')
    await signWith(page, await story.keys.file('gost'), { submit: signing.submit.signIn })
    await page.getByText(profile.saved).waitFor()
    await window.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe(number)
    const { body } = await (await story.world.as(story.people.aigerim)).ask<{ phone: string }>(
      'GET /api/profile',
    )
    expect(body.phone.replace(/\D/g, '')).toBe(number.replace(/\D/g, ''))
  },
)

test.each([desk, phone])('әкімші басқаның кодын жаңартса, паролі мен кодын қайта енгізеді', async (size) => {
  const { administrator, auditor } = story.people
  const page = await story.open(administrator, paths.officePerson(auditor.id), size)
  const reset = page.getByRole('button', { name: people.resetCode })
  await reset.waitFor()
  elevenMinutesLater()
  story.expectRefusal(/^403 POST \/api\/office\/people\/[^/]+\/code$/)
  await reset.click()
  const window = dialog(page, prove.title)
  story.expectRefusal(/^422 POST \/api\/account\/proof$/)
  await window.getByLabel('Пароль', { exact: true }).fill(administrator.password)
  const code = window.getByLabel('Бір реттік код')
  await code.fill('000000')
  await code.press('Enter')
  await says(window.getByRole('alert'), refusals.sign_in_failed.detail)
  await camera?.shoot(page, `prove-staff-${size.width}`)
  await story.looksRight(page)
  await code.fill(codeOf(story, administrator))
  await code.press('Enter')
  await page.getByText(people.secretOnce).waitFor()
  expect(await window.count()).toBe(0)
})
