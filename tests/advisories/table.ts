import type { Advisory } from './advisory.ts'
import { keycloakAndAuthentik } from './keycloak-and-authentik.ts'
import { zitadelAndOthers } from './zitadel-and-others.ts'

/** Every row of the collection of advisories, in its order. */
export const advisories: readonly Advisory[] = [...keycloakAndAuthentik, ...zitadelAndOthers]
