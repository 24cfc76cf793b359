import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AxeResults, FrameContext, SerialContextObject } from 'axe-core'
import type { Frame, Page } from 'playwright-core'
import { projectRoot } from '../../db/project-root.ts'

type Axe = typeof import('axe-core')
declare global {
  var axe: Axe
}

const source = readFileSync(join(projectRoot(), 'node_modules/axe-core/axe.min.js'), 'utf8')
/**
 * Every rule that is on by itself, best practices among them, and the one of WCAG 2.2 AA that is not. Without
 * fetching style sheets again: the signer's frame may fetch nothing, and no rule here needs them.
 */
const options = {
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  preload: false,
}

/** What is wrong with the page as it is now, frames included: one line a node. */
export async function axeFaults(page: Page): Promise<string[]> {
  const partials = await partialsOf(page.mainFrame(), { exclude: [] })
  const found: AxeResults = JSON.parse(
    await page.evaluate(
      async (parts) => {
        return JSON.stringify(await globalThis.axe.finishRun(JSON.parse(parts), {}))
      },
      `[${partials.join(',')}]`,
    ),
  )
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => {
      const why = failureSummary?.split('\n').slice(1).join(';').trim()
      return `${id} (${help}): ${target.join(' ')} ${html.slice(0, 160)} – ${why}`
    }),
  )
}

/** Axe in each frame for itself, as its own integrations do: the signer's frame lets nobody in by messages. As JSON. */
async function partialsOf(frame: Frame, context: SerialContextObject): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(source)
  const asked = JSON.stringify({ context, options })
  const children: FrameContext[] = JSON.parse(
    await frame.evaluate((text) => {
      const { context, options } = JSON.parse(text)
      return JSON.stringify(globalThis.axe.utils.getFrameContexts(context, options))
    }, asked),
  )
  const partials = [
    await frame.evaluate(async (text) => {
      const { context, options } = JSON.parse(text)
      return JSON.stringify(await globalThis.axe.runPartial(context, options))
    }, asked),
  ]
  for (const { frameSelector, frameContext } of children) {
    const element = await frame.$(String(frameSelector))
    const child = await element?.contentFrame()
    if (child) partials.push(...(await partialsOf(child, frameContext)))
  }
  return partials
}

/** What sticks out at the right, so that the page could be moved sideways: the widest few, by name. */
export async function sidewaysFaults(page: Page): Promise<string[]> {
  const frames = await Promise.all(page.frames().map((frame) => frame.evaluate(sticksOut)))
  return frames.flat()
}

function sticksOut(): string[] {
  const scrollers = [document.documentElement, ...document.querySelectorAll('dialog[open], dialog[open] > *')]
  return scrollers
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
    .map((one) => {
      const edge = one.getBoundingClientRect().left + one.clientWidth
      const wide = [...one.querySelectorAll('*')].filter(
        (inner) => inner.getBoundingClientRect().right > edge + 1 && inner.checkVisibility(),
      )
      const names = wide.slice(-3).map((inner) => `${inner.tagName}.${inner.className}`)
      return `${one.tagName} is ${one.scrollWidth} px wide in ${one.clientWidth}: ${names.join(', ')}`
    })
}
