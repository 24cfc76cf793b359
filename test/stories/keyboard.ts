import type { FrameLocator, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ChosenFile } from './keys.ts'
import { slow } from './story.ts'

/** Somebody who has a keyboard and no mouse: Tab, arrows, Space, Enter and letters, nothing else. */
export class Keyboard {
  readonly #page: Page
  /** Every place where the focus was and could not be seen. */
  readonly unseen: string[] = []
  #stops = 0

  constructor(page: Page) {
    this.#page = page
  }

  get stops(): number {
    return this.#stops
  }

  /** Tab by Tab until this control has the focus; at every stop the focus must be seen. */
  async to(control: Locator): Promise<void> {
    await control.first().waitFor()
    for (let pressed = 0; pressed < 90; pressed += 1) {
      if (await this.#has(control)) return
      await this.#page.keyboard.press('Tab')
      await this.#lookAtFocus()
    }
    throw new Error(`90 times Tab, and never at ${control}`)
  }

  async press(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(control)
    await this.#page.keyboard.press(key)
  }

  /** One of several: Tab leads to the group, arrows lead through it. */
  async choose(group: Locator, name: string): Promise<void> {
    const wanted = group.getByRole('radio', { name })
    await wanted.waitFor()
    await this.to(group.getByRole('radio'))
    for (let pressed = 0; pressed < 30; pressed += 1) {
      if (await this.#has(wanted)) {
        if (!(await wanted.isChecked())) await this.#page.keyboard.press('Space')
        await expect.poll(() => wanted.isChecked(), slow).toBe(true)
        return
      }
      await this.#page.keyboard.press('ArrowDown')
      await this.#lookAtFocus()
    }
    throw new Error(`30 times down, and never at «${name}»`)
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.to(field)
    await this.#page.keyboard.type(text)
  }

  /** Of a closed list: down until it says so. */
  async pick(list: Locator, label: string): Promise<void> {
    await this.to(list)
    for (let pressed = 0; pressed < 30; pressed += 1) {
      const said = await list.evaluate((one: HTMLSelectElement) => one.selectedOptions[0]?.text)
      if (said === label) return
      await this.#page.keyboard.press('ArrowDown')
    }
    throw new Error(`30 times down, and never «${label}»`)
  }

  /** Opens the system's choice of files by the keyboard; what happens in it is the system's. */
  async file(opener: Locator, file: ChosenFile): Promise<void> {
    await this.to(opener)
    // A frame of another process may have the focus before the keys of the browser reach it.
    for (let pressed = 0; pressed < 5; pressed += 1) {
      const choosing = this.#page.waitForEvent('filechooser', { timeout: 10_000 }).catch(() => null)
      await this.#page.keyboard.press('Enter')
      const chooser = await choosing
      if (chooser !== null) return await chooser.setFiles(file)
    }
    throw new Error(`Enter opens no choice of files at ${opener}`)
  }

  /** In the key-file window: file, password, Enter. */
  async sign(inside: FrameLocator, file: ChosenFile, password: string): Promise<void> {
    await inside.locator('#file').waitFor({ state: 'attached' })
    await this.file(inside.locator('#file'), file)
    await this.type(inside.locator('#password'), password)
    await this.#page.keyboard.press('Enter')
  }

  async #has(control: Locator): Promise<boolean> {
    for (const one of await control.all()) {
      if (await one.evaluate((element) => element === document.activeElement && document.hasFocus()))
        return true
    }
    return false
  }

  async #lookAtFocus(): Promise<void> {
    this.#stops += 1
    for (const frame of this.#page.frames()) {
      const unseen = await frame.evaluate(unseenFocus).catch(() => null)
      if (unseen !== null) this.unseen.push(`${new URL(this.#page.url()).pathname}: ${unseen}`)
    }
  }
}

/** What has the focus without showing it: no outline of two pixels on itself or on the label that is shown for it. */
function unseenFocus(): string | null {
  const control = document.activeElement
  if (control === null || control === document.body || control.tagName === 'IFRAME' || !document.hasFocus()) {
    return null
  }
  const labels = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : []
  const shown = [control, ...labels].some((one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    const inSight = box.bottom > 0 && box.top < innerHeight && box.width > 2 && box.height > 2
    return (
      outlineStyle !== 'none' &&
      Number.parseFloat(outlineWidth) >= 2 &&
      outlineColor !== 'transparent' &&
      inSight
    )
  })
  return shown
    ? null
    : `${control.tagName}#${control.id} «${(control.textContent ?? '').trim().slice(0, 40)}»`
}
