import { useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { paths } from '../../paths.ts'
import { useAllWords } from '../../words.ts'
import { ReplyListPage } from './ReplyListPage.tsx'
import { ReplyPage } from './ReplyPage.tsx'
import '../desk/desk.css'
import '../queue/queue.css'
import './reply.css'

/** Letters that wait for a decision: two lists, and the page of one. After deciding it goes on to the next. */
export function ReplyPages() {
  useAllWords('reply', 'replySigning', 'areas', 'files', 'office', 'queue', 'quota')
  const [, navigate] = useLocation()
  // What was done, told on the page that it led to.
  const [said, setSaid] = useState<{ readonly text: string; readonly at: string } | null>(null)
  const at = (path: string) => (said?.at === path ? said.text : null)
  const goOn = (text: string, to: string, search: string) => {
    setSaid({ text, at: to })
    navigate(to + search)
  }
  return (
    <Switch>
      <Route path={paths.officeToApprove}>
        <ReplyListPage state="proposed" said={at(paths.officeToApprove)} />
      </Route>
      <Route path={paths.officeToSign}>
        <ReplyListPage state="toSign" said={at(paths.officeToSign)} />
      </Route>
      <Route path="/office/replies/:id">
        {({ id }) => <ReplyPage key={id} id={id} said={at(paths.officeReply(id))} onDecided={goOn} />}
      </Route>
    </Switch>
  )
}
