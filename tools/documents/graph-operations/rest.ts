import { type CoverageArea, core, inFile, second } from './row.ts'

const logs = inFile('src/audit/graph.http.test.ts')
const directory = inFile('src/directory/graph.http.test.ts')
const reports = inFile('src/reports/graph.http.test.ts')
const applications = inFile('src/applications/graph.http.test.ts')
const workflows = inFile('src/lifecycle-workflows/graph.http.test.ts')
const batch = inFile('src/faces/graph/batch.http.test.ts')
const metadata = inFile('src/faces/graph/metadata.http.test.ts')

const registration = '/reports/authenticationMethods'
const lifecycle = '/identityGovernance/lifecycleWorkflows'
const wholeWorkflow = workflows('are created, listed, read, changed and deleted')

export const otherAreas: readonly CoverageArea[] = [
  {
    title: 'Logs',
    rows: [
      core(
        'GET /auditLogs/directoryAudits',
        'What administrators did',
        logs('is listed newest first, with the address of its description'),
      ),
      core(
        'GET /auditLogs/directoryAudits/{id}',
        'One record',
        logs('one record is read by its id, and an unknown id is not found'),
      ),
      core(
        'GET /auditLogs/signIns',
        'Who signed in, or tried to',
        logs('shows only people, newest first, unless isInteractive is asked for'),
      ),
      core(
        'GET /auditLogs/signIns/{id}',
        'One sign-in',
        logs('beta shows how somebody proved who they are, and version 1.0 does not'),
      ),
    ],
  },
  {
    title: 'Reports',
    rows: [
      core(
        `GET ${registration}/userRegistrationDetails`,
        'Who has registered what',
        reports('lists everybody with what they have registered'),
      ),
      second(
        `GET ${registration}/userRegistrationDetails/{id}`,
        'What one person has registered',
        reports('one user is read by key'),
      ),
      second(
        `GET ${registration}/usersRegisteredByMethod()`,
        'How many have each method',
        reports('%s counts the users of each method'),
      ),
      second(
        `GET ${registration}/usersRegisteredByFeature()`,
        'How many can do what with them',
        reports('usersRegisteredByFeature counts the users of each capability'),
      ),
    ],
  },
  {
    title: 'The tenant',
    rows: [
      core('GET /organization', 'Which tenant this is', directory('is one organization')),
      second('GET /domains', 'The domains names may end in', directory('has its domain')),
      second(
        'GET /servicePrincipals',
        'Which applications there are',
        applications('are listed, filtered, searched, counted and paged'),
      ),
    ],
  },
  {
    title: 'Lifecycle workflows',
    rows: [
      second(`GET ${lifecycle}/workflows`, 'List workflows', wholeWorkflow),
      second(`POST ${lifecycle}/workflows`, 'Make one, with its tasks', wholeWorkflow),
      second(
        `POST ${lifecycle}/workflows/{id}/activate`,
        'Carry one out for somebody now',
        workflows('are activated for users who exist, all or none'),
      ),
      second(
        `GET ${lifecycle}/taskDefinitions`,
        'Which tasks there are',
        workflows('show what they can do, and nothing that they cannot'),
      ),
    ],
  },
  {
    title: 'The protocol',
    rows: [
      core(
        'POST /$batch',
        'Up to twenty requests in one',
        batch('twenty requests of every verb are each answered as alone'),
      ),
      second('GET /$metadata', 'What there is, as CSDL', metadata('tells a stranger what %s has, in XML')),
    ],
  },
]
