"""How the callers beside this file reach nanoCocoa: by plain HTTP/2, or by TLS with --ca."""

import grpc


def add_connection_arguments(parser):
    """Adds --address and --ca to an argparse parser."""
    parser.add_argument("--address", default="127.0.0.1:8080", help="host:port (default: %(default)s)")
    parser.add_argument("--ca", help="PEM file of who signed the server's certificate; turns TLS on")


def open_channel(arguments):
    """A gRPC channel to where the arguments say."""
    if arguments.ca is None:
        return grpc.insecure_channel(arguments.address)
    with open(arguments.ca, "rb") as file:
        return grpc.secure_channel(arguments.address, grpc.ssl_channel_credentials(file.read()))
