import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestPerson } from '../people.ts'
import { axeFaults, sidewaysFaults } from './accessibility.ts'
import { phone, type Story } from './story.ts'

/** Somebody with a phone in their hand: it is tapped, nothing hovers, and there are no keys to hold. */
export class Thumb {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async of(story: Story, person: TestPerson, path: string): Promise<Thumb> {
    return new Thumb(await story.open(person, path, phone, { hasTouch: true, isMobile: true }))
  }

  async tap(control: Locator): Promise<void> {
    await control.scrollIntoViewIfNeeded()
    await control.tap()
  }

  /** A row is open to taps all over; here beside its words. */
  async tapRow(row: Locator): Promise<void> {
    await row.scrollIntoViewIfNeeded()
    await row.tap({ position: { x: 6, y: 6 } })
  }

  /** One of several, by its card: its dot is smaller than a thumb. */
  async choose(window: Locator, name: RegExp): Promise<void> {
    await this.tap(window.locator('label').filter({ has: this.page.getByRole('radio', { name }) }))
    await expect.poll(() => window.getByRole('radio', { name }).isChecked()).toBe(true)
  }

  /** As it is now: nothing that axe finds, nothing to be moved sideways, nothing that a thumb misses. */
  async looksRight(): Promise<void> {
    const { page } = this
    const faults = [
      ...(await axeFaults(page)),
      ...(await sidewaysFaults(page)),
      ...(await page.evaluate(smallerThanAThumb)),
    ]
    expect(faults, `${await page.title()} (${new URL(page.url()).pathname})`).toEqual([])
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}

/** Buttons, fields, tabs and what opens more, less than 44 px high or wide; a box or a dot by its label. */
function smallerThanAThumb(): string[] {
  const controls = 'button, a.button, summary, select, textarea, [role="tab"], [role="option"], input'
  const open = document.querySelector('dialog[open]') ?? document
  return [...open.querySelectorAll<HTMLElement>(controls)].flatMap((control) => {
    const isMark = control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)
    const target = isMark ? (control.closest('label') ?? control.labels?.[0] ?? control) : control
    const { width, height } = target.getBoundingClientRect()
    const isShown = target.checkVisibility({ visibilityProperty: true }) && width > 2 && height > 2
    if (!isShown || (height >= 43.5 && width >= 43.5)) return []
    return [
      `${target.tagName}.${target.className} «${target.textContent?.trim().slice(0, 40)}» is ${width}×${height}`,
    ]
  })
}
