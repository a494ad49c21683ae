"""Throw-away certificates, and signatures by pyHanko as an e-signature service would make them."""

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle

VALID = (dt.datetime(2025, 1, 1, tzinfo=dt.UTC), dt.datetime(2045, 1, 1, tzinfo=dt.UTC))


def throwaway_identities(folder: Path, names: Sequence[str]) -> dict[str, signers.SimpleSigner]:
    """A signer with a certificate of its own for each name, from a root that nobody trusts."""
    root_key, root = _certificate("Exempel rot", None)
    identities = {}
    for name in names:
        key, certificate = _certificate(name, (root_key, root))
        files = {
            "key": key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
            "crt": certificate.public_bytes(serialization.Encoding.PEM),
            "root": root.public_bytes(serialization.Encoding.PEM),
        }
        for kind, data in files.items():
            (folder / f"{name}.{kind}").write_bytes(data)
        signer = signers.SimpleSigner.load(
            str(folder / f"{name}.key"), str(folder / f"{name}.crt"), ca_chain_files=(str(folder / f"{name}.root"),)
        )
        assert signer is not None
        identities[name] = signer
    return identities


def _certificate(
    name: str, issuer: tuple[ec.EllipticCurvePrivateKey, x509.Certificate] | None
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"TEST {name}")])
    signing_key, issued_by = (issuer[0], issuer[1].subject) if issuer else (key, subject)
    usage = x509.KeyUsage(
        digital_signature=issuer is not None,
        content_commitment=issuer is not None,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuer is None,
        crl_sign=issuer is None,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issued_by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID[0])
        .not_valid_after(VALID[1])
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    return key, builder.sign(signing_key, hashes.SHA256())


def sign_every_field(source: Path, folder: Path, identities: dict[str, signers.SimpleSigner]) -> Path:
    """The PDF with every identity's field signed, one after the other. Returns the last file."""
    look = folder / "look.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(198, 45))
        pdf.pages[0].Contents = pdf.make_stream(b"0.5 w 1 1 196 43 re S")
        pdf.save(look)
    data = source.read_bytes()
    for name, signer in identities.items():
        metadata = PdfSignatureMetadata(field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        style = StaticStampStyle.from_pdf_file(str(look), background_opacity=1.0, border_width=0)
        signed = PdfSigner(metadata, signer=signer, stamp_style=style).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(data)), existing_fields_only=True
        )
        data = signed.getvalue()
    target = folder / "signed.pdf"
    target.write_bytes(data)
    return target
