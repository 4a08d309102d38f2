import { sealRecords } from '../audit/service.ts'
import type { SystemActor } from '../base/actor.ts'
import { purgeCeremonies } from '../ceremonies/service.ts'
import { eraseLongDeleted } from '../directory/deleted.ts'
import { forgetOldChanges, orderChanges } from '../directory/delta.ts'
import { type Job, moreToDo } from '../kernel/jobs.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { drainOutbox, purgeOutbox } from '../kernel/outbox.ts'
import type { Write } from '../kernel/store.ts'
import { runWorkflows, scheduleWorkflows } from '../lifecycle-workflows/service.ts'
import { purgePasswordResets } from '../methods/password/reset.ts'
import { destroyPassKeys, eraseExpiredPasses } from '../methods/temporary-access-pass/service.ts'
import { purgeArtefacts } from '../oidc/service.ts'
import { mostTallied, noteReadiness, tallySignIns } from '../overview/service.ts'
import { lapseExclusions } from '../policies/conditional-access/service.ts'
import { purgeSessions } from '../sessions/service.ts'
import { purgeSignIns } from '../signin/service.ts'
import { purgeThrottles } from '../throttling/service.ts'

const second = 1000
const minute = 60 * second

/** The work that recurs; none of it is in the way of a request. */
export function recurringJobs(kernel: Kernel, actor: SystemActor): readonly Job[] {
  const cleaning = (name: string, clean: (w: Write) => Promise<number>): Job => ({
    name,
    everyMilliseconds: minute,
    run: () => kernel.store.write(actor, clean),
  })
  const workflowActor: SystemActor = { ...actor, displayName: 'Lifecycle Workflows' }
  return [
    { name: 'seal-records', everyMilliseconds: second / 2, run: () => sealRecords(kernel, actor) },
    { name: 'drain-outbox', everyMilliseconds: second, run: () => drainOutbox(kernel, actor, new Map()) },
    { name: 'lapse-exclusions', everyMilliseconds: 5 * second, run: () => lapseExclusions(kernel, actor) },
    { name: 'run-workflows', everyMilliseconds: second, run: () => runWorkflows(kernel, workflowActor) },
    { name: 'schedule-workflows', everyMilliseconds: minute, run: () => scheduleWorkflows(kernel, workflowActor) },
    { ...cleaning('erase-expired-passes', eraseExpiredPasses), everyMilliseconds: 15 * second },
    cleaning('purge-sign-ins', purgeSignIns),
    cleaning('erase-deleted-objects', (w) => eraseLongDeleted(w, kernel.consequences)),
    cleaning('order-changes', orderChanges),
    { ...cleaning('forget-old-changes', forgetOldChanges), everyMilliseconds: 60 * minute },
    {
      name: 'tally-sign-ins',
      everyMilliseconds: 5 * second,
      run: async () => ((await tallySignIns(kernel, actor)) < mostTallied ? undefined : moreToDo),
    },
    { name: 'note-readiness', everyMilliseconds: 15 * minute, run: () => noteReadiness(kernel, actor) },
    cleaning('purge-ceremonies', purgeCeremonies),
    cleaning('purge-throttles', purgeThrottles),
    cleaning('purge-sessions', purgeSessions),
    cleaning('purge-password-resets', purgePasswordResets),
    cleaning('purge-artefacts', purgeArtefacts),
    cleaning('purge-outbox', purgeOutbox),
    cleaning('destroy-pass-keys', (w) => destroyPassKeys(kernel, w)),
  ]
}
