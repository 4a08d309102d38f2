import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { AdministrativeUnitResource } from '../../../../contract/graph/administrative-unit.ts'
import { scopeOfUnit } from '../../api/roles.ts'
import { unitById, unitMembersPath } from '../../api/units.ts'
import { AddressTabs, useAddressTab } from '../../components/address-tabs.tsx'
import { CopiedId } from '../../components/copied-id.tsx'
import { LinkedObjects } from '../../components/links/linked-objects.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { PropertyList } from '../../components/property-list.tsx'
import { AssignmentList } from '../../components/roles/assignment-list.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { UnitCommands } from './unit-commands.tsx'

const tabs = ['members', 'roles', 'properties'] as const

const useStyles = makeStyles({
  notice: { marginBottom: tokens.spacingVerticalM },
})

export function Page() {
  const { unitId = '' } = useParams()
  const query = useQuery(unitById(unitId))
  return <Loaded query={query}>{(unit) => <Unit key={unit.id} unit={unit} />}</Loaded>
}

function Unit({ unit }: { readonly unit: AdministrativeUnitResource }) {
  const styles = useStyles()
  const { shell, units, roles } = useTexts()
  const may = useMay()
  const shown = useAddressTab(tabs)
  return (
    <>
      <PageHeader
        title={unit.displayName}
        text={unit.description}
        parents={[{ title: shell.pages.units, path: '/units' }]}
      >
        {may('administrativeUnits.update') && <UnitCommands unit={unit} />}
      </PageHeader>
      {unit.isMemberManagementRestricted && (
        <MessageBar className={styles.notice} intent="warning" layout="multiline">
          <MessageBarBody>{units.restrictedNotice}</MessageBarBody>
        </MessageBar>
      )}
      <AddressTabs
        names={tabs.filter((name) => name !== 'roles' || name === shown || may('roles.read'))}
        titles={units.tabs}
        shown={shown}
      />
      {shown === 'members' && (
        <LinkedObjects
          list={{
            path: unitMembersPath(unit.id),
            name: unit.displayName,
            words: units.members,
            hasGroups: true,
            isSearchable: false,
            canChange: may('administrativeUnits.update'),
          }}
        />
      )}
      {shown === 'roles' && (
        <AssignmentList
          filter={{ directoryScopeId: scopeOfUnit(unit.id) }}
          addTitle={roles.assign.inTitle(unit.displayName)}
          empty={roles.unassign.emptyUnit}
          unit={{ id: unit.id, displayName: unit.displayName }}
        />
      )}
      {shown === 'properties' && <UnitProperties unit={unit} />}
    </>
  )
}

function UnitProperties({ unit }: { readonly unit: AdministrativeUnitResource }) {
  const { units, shared } = useTexts()
  const { properties } = units
  return (
    <PropertyList
      lines={[
        [shared.name, unit.displayName],
        [shared.description, unit.description],
        [properties.id, <CopiedId key="id" id={unit.id} label={properties.copyId} />],
        [units.restricted, unit.isMemberManagementRestricted ? shared.yes : shared.no],
        [properties.visibility, unit.visibility === 'HiddenMembership' ? units.form.hiddenHint : properties.public],
      ]}
    />
  )
}
