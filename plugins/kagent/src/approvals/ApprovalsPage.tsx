import { Route, Routes } from 'react-router-dom';
import { ApprovalsView } from './ApprovalsView';

/** The approval queue and, at `/:number`, one proposal of it or, at `/tools/…`, a tool call of an agent. */
export function ApprovalsPage() {
  return (
    <Routes>
      <Route path=":number?" element={<ApprovalsView />} />
      <Route
        path="tools/:conversationId/:approvalId"
        element={<ApprovalsView />}
      />
    </Routes>
  );
}
