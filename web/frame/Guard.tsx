import { Component, type ReactNode, Suspense } from 'react'

interface GuardProps {
  readonly fault: (error: unknown) => ReactNode
  readonly children: ReactNode
}

/** Shows `fault` where the drawing of what is inside broke. */
export class Guard extends Component<GuardProps, { error: unknown; broken: boolean }> {
  override state = { error: undefined as unknown, broken: false }

  static getDerivedStateFromError(error: unknown) {
    return { error, broken: true }
  }

  override render() {
    return this.state.broken ? <Suspense>{this.props.fault(this.state.error)}</Suspense> : this.props.children
  }
}
