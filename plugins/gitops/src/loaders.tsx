/** Fetches the code of the catalog's list. */
export async function loadCatalogPage() {
  const { CatalogPage } = await import('./catalog/CatalogPage');
  return <CatalogPage />;
}

/** Fetches the code of the list of golden paths. */
export async function loadCreatePage() {
  const { CreatePage } = await import('./create/CreatePage');
  return <CreatePage />;
}

/** Fetches the code of the list of APIs. */
export async function loadLegosPage() {
  const { LegosPage } = await import('./lego/LegosPage');
  return <LegosPage />;
}

/** Fetches the code of the definition of an API. */
export async function loadLegoDefinition() {
  const { LegoDefinition } = await import('./lego/LegoDefinition');
  return <LegoDefinition />;
}

/** Fetches the code of the facts about an entity. */
export async function loadAboutCard() {
  const { AboutCard } = await import('./entity/AboutCard');
  return <AboutCard />;
}

/** Fetches the code of the layout of an entity's page. */
export async function loadEntityLayout() {
  const { EntityLayout } = await import('./entity/EntityLayout');
  return EntityLayout;
}
