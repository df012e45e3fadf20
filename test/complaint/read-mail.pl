# Reads each mail of a folder with Email::MIME and prints what it found, one JSON object a line.
use strict;
use warnings;
use Email::MIME;
use JSON::PP;
use MIME::Base64 qw(encode_base64);

my ($folder) = @ARGV;
opendir(my $handle, $folder) or die "$folder: $!";
for my $name (sort grep { !/^\./ } readdir $handle) {
    open(my $file, '<:raw', "$folder/$name") or die "$name: $!";
    my $raw = do { local $/; <$file> };
    my @warnings;
    local $SIG{__WARN__} = sub { push @warnings, @_ };
    my $mail = Email::MIME->new($raw);
    my @parts = grep { $_->subparts == 0 || ($_->content_type // '') =~ m{^message/}i } leaves($mail);
    my ($enclosed) = grep { type($_) eq 'message/rfc822' } @parts;
    print encode_json({
        name     => $name,
        type     => type($mail),
        fields   => [ $mail->header_names ],
        to       => [ map { s/^<|>$//gr } map { split /\s*,\s*/ } $mail->header_raw('To') ],
        subject  => scalar $mail->header_str('Subject'),
        warnings => \@warnings,
        enclosed => $enclosed ? encode_base64($enclosed->body_raw, '') : undef,
        parts    => [
            map {
                my $part = $_;
                my $message = type($part) =~ m{^message/};
                { type => type($part), content => encode_base64($message ? $part->body_raw : $part->body, '') }
            } @parts
        ],
    }), "\n";
}

# Not walked into messages: those are one part each.
sub leaves {
    my ($part) = @_;
    return ($part) if type($part) =~ m{^message/} || !$part->subparts;
    return map { leaves($_) } $part->subparts;
}

sub type {
    my ($part) = @_;
    my ($type) = ($part->content_type // 'text/plain') =~ m{^\s*([^;\s]+)};
    return lc $type;
}
