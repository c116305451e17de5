import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import mermaid from 'mermaid';
import { SafeMarkdown } from '../SafeMarkdown';

jest.mock('mermaid', () => ({
  __esModule: true,
  default: { initialize: jest.fn(), render: jest.fn() },
}));

const drawing = jest.mocked(mermaid.render);
const settings = jest.mocked(mermaid.initialize);
const source = 'flowchart LR\n  A --> B';
const fenced = `\`\`\`mermaid\n${source}\n\`\`\``;

beforeEach(() => {
  jest.clearAllMocks();
  drawing.mockResolvedValue({
    svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>',
    diagramType: 'flowchart',
  });
});

it('draws a diagram as a picture that is part of the page', async () => {
  render(<SafeMarkdown>{fenced}</SafeMarkdown>);
  const picture = await screen.findByRole('img', { name: /^Diagram/ });
  expect(picture).toHaveAttribute(
    'src',
    expect.stringMatching(/^data:image\/svg\+xml/),
  );
  expect(drawing).toHaveBeenCalledWith(
    expect.any(String),
    source,
    expect.any(HTMLElement),
  );
  expect(settings).toHaveBeenCalledWith(
    expect.objectContaining({
      securityLevel: 'strict',
      htmlLabels: false,
      secure: expect.arrayContaining(['securityLevel', 'themeCSS']),
    }),
  );
  expect(document.querySelector('body > [aria-hidden]')).toBeNull();
});

it('shows the source when asked, and the diagram again', async () => {
  render(<SafeMarkdown>{fenced}</SafeMarkdown>);
  await userEvent.click(
    await screen.findByRole('button', { name: 'Show source' }),
  );
  expect(screen.getByText(/A --> B/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show diagram' }));
  expect(screen.getByRole('img', { name: /^Diagram/ })).toBeInTheDocument();
});

it('waits for the end of the source', async () => {
  const { rerender } = render(
    <SafeMarkdown isStreaming>{`\`\`\`mermaid\n${source}`}</SafeMarkdown>,
  );
  expect(screen.getByText(/A --> B/)).toBeInTheDocument();
  expect(drawing).not.toHaveBeenCalled();
  rerender(<SafeMarkdown isStreaming>{fenced}</SafeMarkdown>);
  await screen.findByRole('img', { name: /^Diagram/ });
  expect(drawing).toHaveBeenCalledTimes(1);
});

it('shows the source with a note when it cannot be read', async () => {
  drawing.mockRejectedValue(new Error('Parse error on line 2'));
  render(<SafeMarkdown>{fenced}</SafeMarkdown>);
  expect(await screen.findByText(/Its source cannot be read/)).toBeVisible();
  expect(screen.getByText(/A --> B/)).toBeInTheDocument();
});

it('hands nothing to the library that asks for things from elsewhere', async () => {
  render(
    <SafeMarkdown>
      {
        '```mermaid\nflowchart LR\n  A@{ img: "https://evil.example/x.png" }\n```'
      }
    </SafeMarkdown>,
  );
  expect(
    await screen.findByText(/asks for things from elsewhere/),
  ).toBeVisible();
  expect(drawing).not.toHaveBeenCalled();
});

it('is drawn anew in the colours of another theme', async () => {
  render(<SafeMarkdown>{fenced}</SafeMarkdown>);
  await screen.findByRole('img', { name: /^Diagram/ });
  document.body.setAttribute('data-theme-mode', 'dark');
  await screen.findByRole('img', { name: /^Diagram/ });
  await waitFor(() => expect(drawing).toHaveBeenCalledTimes(2));
  expect(settings).toHaveBeenLastCalledWith(
    expect.objectContaining({ darkMode: true }),
  );
  document.body.removeAttribute('data-theme-mode');
});
