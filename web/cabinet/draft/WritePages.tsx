import { Redirect, Route, Switch } from 'wouter'
import { paths } from '../../paths.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords } from '../../words.ts'
import { NewAppeal } from './NewAppeal.tsx'
import { WriteJourney } from './WriteJourney.tsx'
import './draft.css'

/** §3–§8: writing an appeal, every step at an address of its own. */
export function WritePages() {
  useAllWords('writing', 'answers', 'files', 'quota', 'drafts', 'refusals', 'egovMobile')
  return (
    <Switch>
      <Route path={paths.newAppeal}>
        <NewAppeal />
      </Route>
      <Route path="/write/:id/:step?">
        {({ id, step }) => (id === undefined ? <Skeleton /> : <WriteJourney key={id} id={id} step={step} />)}
      </Route>
      <Route>
        <Redirect to={paths.newAppeal} replace />
      </Route>
    </Switch>
  )
}
