import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { gitopsApiRef } from '../api';
import { ClaimName } from './ClaimName';
import { findNameConflict, findNameError } from './findNameError';
import { findClaims } from './ChangeSource';
import { ClaimPreview } from './ClaimPreview';
import { ClaimSpec } from './ClaimSpec';
import { findDraft } from './formValues';
import { TenantPicker } from './TenantPicker';

/** `ui:field: TenantPicker` */
export const tenantPickerField = createFormField({
  name: 'TenantPicker',
  component: TenantPicker,
});

/** `ui:field: ClaimName` */
export const claimNameField = createFormField({
  name: 'ClaimName',
  component: ClaimName,
  validation: async (name, field, { apiHolder, formData, uiSchema }) => {
    const error = findNameError(name ?? '');
    if (error) {
      field.addError(error);
      return;
    }
    const draft = findDraft(uiSchema?.['ui:options']?.kind ?? '', formData);
    const gitopsApi = apiHolder.get(gitopsApiRef);
    if (draft && gitopsApi) {
      const { items } = await gitopsApi.listClaims();
      const conflict = findNameConflict(items, draft);
      if (conflict) {
        field.addError(conflict);
      }
    }
  },
});

/** `ui:field: ClaimPreview` */
export const claimPreviewField = createFormField({
  name: 'ClaimPreview',
  component: ClaimPreview,
  validation: (value, field) => {
    if (value === 'pending') {
      field.addError('Wait until the change is shown.');
    } else if (value === 'refused') {
      field.addError('Mend what the change above says first.');
    }
  },
});

/** `ui:field: ClaimSpec` */
export const claimSpecField = createFormField({
  name: 'ClaimSpec',
  component: ClaimSpec,
  validation: async (_, field, { apiHolder, formData, uiSchema }) => {
    const claims = findClaims(uiSchema?.['ui:options'] ?? {}, formData);
    const gitopsApi = apiHolder.get(gitopsApiRef);
    if (!claims || !gitopsApi) {
      return;
    }
    const { items } = await gitopsApi.previewClaims({ claims });
    for (const { severity, message } of items.flatMap(
      ({ findings }) => findings,
    )) {
      if (severity === 'error') {
        field.addError(message);
      }
    }
  },
});
