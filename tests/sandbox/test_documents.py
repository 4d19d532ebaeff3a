"""The shipped documents, and a person's own folder."""

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from lighton_mcp.sandbox import NoDocuments, run_sandbox
from lighton_mcp.sandbox.documents import read_catalog
from lighton_mcp.sandbox.folder import read_folder

from .conftest import KEY


def pdf(*pages: str, password: str | None = None) -> PdfWriter:
    """Make a PDF with one line of text a page."""
    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
    if password:
        writer.encrypt(password)
    return writer


def test_the_catalog_is_whole():
    """Every listed file is there and paged, ids are unique, tags and workspaces are known."""
    library = read_catalog()
    ids = [document.id for document in library.documents]
    assert len(ids) == len(set(ids)) >= 10
    assert {document.workspace for document in library.documents} == set(library.workspaces)
    assert {tag for document in library.documents for tag in document.tags} == set(library.tags)
    for document in library.documents:
        assert len(document.pages) >= 2
        assert document.pages[0].startswith(f"# {document.title}")
    assert sum(document.url is not None for document in library.documents) == 2


def test_first_level_folders_are_workspaces(tmp_path):
    """Files at the top belong to a workspace named after the folder; deeper ones to their first level."""
    root = tmp_path / "mine"
    (root / "hr" / "2026").mkdir(parents=True)
    (root / "top.md").write_text("# Top\n\nAt the top.", encoding="utf-8")
    (root / "hr" / "a.txt").write_text("In a folder.", encoding="utf-8")
    (root / "hr" / "2026" / "b.md").write_text("Deeper.", encoding="utf-8")
    (root / "hr" / "c.docx").write_text("Not read.", encoding="utf-8")
    library = read_folder(root)
    where = {document.filename: document.workspace.name for document in library.documents}
    assert where == {"top.md": "mine", "a.txt": "hr", "b.md": "hr"}
    assert {workspace.name for workspace in library.workspaces} == {"mine", "hr"}
    assert {document.title for document in library.documents} == {"top", "a", "b"}


def test_html_becomes_text_with_headings_lists_and_tables(tmp_path):
    """Structure stays visible, scripts and navigation do not."""
    html = (
        "<html><head><title>No</title><style>p{}</style></head><body><nav>Menu</nav><h2>Leave</h2>"
        "<p>Employees have <b>25</b>\n days.</p><ul><li>Ask first.</li><li>Then go.</li></ul>"
        "<table><tr><th>Kind</th><th>Days</th></tr><tr><td>Paid</td><td>25</td></tr></table>"
        "<script>alert(1)</script></body></html>"
    )
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    text = read_folder(tmp_path).documents[0].pages[0]
    assert "## Leave\n" in text
    assert "Employees have 25 days." in text
    assert "- Ask first.\n" in text
    assert "Paid | 25 |" in text
    assert not any(word in text for word in ("alert", "Menu", "p{}", "No"))


def test_pdf_pages_are_the_real_pages(tmp_path):
    """Each page of a PDF is a page, an empty one too."""
    pdf("Notice period of three months.", "", "Penalties of 5 percent.").write(tmp_path / "contract.pdf")
    document = read_folder(tmp_path).documents[0]
    assert document.pages == ("Notice period of three months.", "", "Penalties of 5 percent.")
    assert document.size_bytes == (tmp_path / "contract.pdf").stat().st_size


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_broken_files_are_skipped_with_a_reason(tmp_path):
    """Damaged, encrypted, empty and wrongly encoded files are listed in words; the rest is served."""
    (tmp_path / "good.txt").write_text("Fine.", encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 nonsense")
    (tmp_path / "fake.pdf").write_text("not a pdf", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("été".encode("latin-1"))
    (tmp_path / "empty.md").write_text(" \n\n ", encoding="utf-8")
    pdf("Secret.", password="x").write(tmp_path / "locked.pdf")
    pdf("").write(tmp_path / "scan.pdf")
    library = read_folder(tmp_path)
    assert [document.filename for document in library.documents] == ["good.txt"]
    assert {skipped.path: skipped.reason.split()[0:4] for skipped in library.skipped} == {
        "bad.pdf": ["It", "is", "damaged,", "or"],
        "fake.pdf": ["It", "is", "damaged,", "or"],
        "latin.txt": ["It", "is", "not", "UTF-8"],
        "empty.md": ["It", "holds", "no", "text;"],
        "locked.pdf": ["It", "is", "protected", "by"],
        "scan.pdf": ["It", "holds", "no", "text;"],
    }


@pytest.mark.parametrize("make", ["missing", "empty", "broken"])
async def test_a_folder_with_nothing_to_read_is_said_in_words(tmp_path, make):
    """No folder, no file, or none that can be read: a ValueError that a person understands."""
    folder = tmp_path / "docs"
    if make != "missing":
        folder.mkdir()
    if make == "broken":
        (folder / "bad.pdf").write_bytes(b"nonsense")
    with pytest.raises(NoDocuments) as problem:
        async with run_sandbox(folder):
            pass
    assert isinstance(problem.value, ValueError)
    assert {"missing": "is not a folder", "empty": "holds no .md", "broken": "none of which can be read"}[make] in str(
        problem.value
    )


async def test_own_documents_are_searched_and_cited_by_page(tmp_path, http):
    """A folder's PDF is found through the wire with its real page, its skipped neighbours are listed."""
    pdf("Invoices are stored for ten years.", "The canteen closes at two.").write(tmp_path / "rules.pdf")
    (tmp_path / "bad.pdf").write_bytes(b"nonsense")
    async with run_sandbox(tmp_path) as own:
        assert [skipped.path for skipped in own.skipped] == ["bad.pdf"]
        body = {"query": "When does the canteen close?", "include_bboxes": True}
        results = (await http.post(f"{own.lighton_url}/api/v3/search", json=body, headers=KEY)).json()["results"]
    assert (results[0]["source"]["filename"], results[0]["source"]["page_start"]) == ("rules.pdf", 2)
    assert results[0]["source"]["mime_type"] == "pdf"
    assert results[0]["bboxes"][0].keys() >= {"page_number", "x", "y", "width", "height", "unit", "origin"}
    assert results[0]["workspace"]["name"] == tmp_path.name
