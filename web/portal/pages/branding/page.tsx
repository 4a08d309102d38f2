import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { BrandingResource } from '../../../../contract/graph/branding.ts'
import type { OrganizationResource } from '../../../../contract/graph/organization.ts'
import { branding as brandingOf } from '../../api/branding.ts'
import { organization } from '../../api/me.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { LogoRow } from './logo-row.tsx'
import { NameForm } from './name-form.tsx'
import { TextsForm } from './texts-form.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL, maxWidth: '40rem' },
  title: { ...typographyStyles.subtitle2, margin: 0 },
})

/** What the form of the texts begins with; a picture that is set meanwhile leaves what is typed there. */
const textsOf = (branding: BrandingResource | null) => [
  branding?.backgroundColor,
  branding?.signInPageText,
  branding?.usernameHintText,
]

export function Page() {
  const { shell, branding } = useTexts()
  const query = useQuery(organization)
  return (
    <>
      <PageHeader title={shell.pages.branding} text={branding.text}>
        <Link href="/signin" target="_blank" rel="noreferrer">
          {branding.preview}
        </Link>
      </PageHeader>
      <Loaded query={query}>{(found) => found && <Branding organization={found} />}</Loaded>
    </>
  )
}

function Branding({ organization: { id, displayName } }: { readonly organization: OrganizationResource }) {
  const styles = useStyles()
  const { branding } = useTexts()
  const may = useMay()
  const query = useQuery(brandingOf(id))
  const mayChange = may('branding.update')
  return (
    <Loaded query={query}>
      {(found) => (
        <div className={styles.root}>
          <NameForm key={displayName} organizationId={id} name={displayName} isReadOnly={!may('organization.update')} />
          <TextsForm
            key={JSON.stringify(textsOf(found))}
            organizationId={id}
            branding={found}
            isReadOnly={!mayChange}
          />
          <h2 className={styles.title}>{branding.pictures}</h2>
          <LogoRow organizationId={id} kind="bannerLogo" branding={found} isReadOnly={!mayChange} />
          <LogoRow organizationId={id} kind="squareLogo" branding={found} isReadOnly={!mayChange} />
        </div>
      )}
    </Loaded>
  )
}
