/** Fetches the code of the catalog's list. */
export async function loadCatalogPage() {
  const { CatalogPage } = await import('./CatalogPage');
  return <CatalogPage />;
}
