/** A row of the table `conversations`. */
export interface ConversationRow {
  id: string;
  owner: string;
  agent: string;
  title: string;
  folded_title: string;
  renamed: boolean | number;
  pinned: boolean | number;
  created_at: string;
  updated_at: string;
}
