/** A passage of a document, cut at its headings. */
export interface Passage {
  /** Stable over edits elsewhere in the document: path and heading anchor. */
  id: string;
  /** Title of the document. */
  title: string;
  /** Heading of the passage; the document's title for its first part. */
  heading: string;
  /** Path in the platform repository. */
  path: string;
  /** Page in the portal with the heading's anchor, such as `/docs/default/component/zerotouch/runbooks/restore/#steps`. */
  url: string;
  /** Plain text of the passage, Markdown markup kept. */
  text: string;
}

/** A passage found, with its score: higher is better, comparable only within one answer. */
export interface FoundPassage extends Passage {
  score: number;
}

/** Retrieval over the documents of the platform repository. */
export interface KnowledgeIndex {
  /** Finds the best passages for a question in a person's words; empty when nothing fits. `limit` is 1..20. */
  search(options: { query: string; limit: number }): Promise<FoundPassage[]>;
  /** Replaces all documents by those given; only changed passages are written. */
  replaceAll(
    documents: { path: string; content: string }[],
  ): Promise<{ written: number; deleted: number }>;
}
